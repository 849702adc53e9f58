package dev.servicelab.labs.cluster;

import dev.servicelab.labs.containers.NodeContainer;
import dev.servicelab.labs.containers.Resolver;
import dev.servicelab.labs.machine.Progress;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * What has to be true before a lab may begin, one gate after the other. k3s's own sign of life is a
 * log line; it comes before nodes are Ready, before the default ServiceAccount exists, and says
 * nothing about our proxy and DNS.
 */
final class Gates {
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration RESOLVERS = Duration.ofSeconds(30);
  private static final Duration NODES = Duration.ofMinutes(2);
  private static final Duration SERVICE_ACCOUNT = Duration.ofSeconds(30);

  /** Ten seconds; on three kernels of their own that share two busy CPUs, a minute and more. */
  private static final Duration PROXY = Duration.ofMinutes(4);

  private static final Duration DNS = Duration.ofMinutes(2);

  private final Missing missing;
  private final List<NodeContainer> nodes;
  private final List<Resolver> resolvers;
  private final Progress progress;
  private final List<GateTime> times;

  /**
   * Gates of one cluster.
   *
   * @param missing looks at the cluster
   * @param times receives how long each gate took
   */
  Gates(
      Missing missing,
      List<NodeContainer> nodes,
      List<Resolver> resolvers,
      Progress progress,
      List<GateTime> times) {
    this.missing = missing;
    this.nodes = nodes;
    this.resolvers = resolvers;
    this.progress = progress;
    this.times = times;
  }

  /** Every node's upstream DNS server takes queries. */
  void resolversListen() {
    requireRunning(resolvers);
    await(
        "resolvers listen",
        RESOLVERS,
        () ->
            resolvers.stream()
                .filter(resolver -> !resolver.listens())
                .findFirst()
                .map(silent -> "the resolver of " + silent.node() + " does not listen yet"));
  }

  /** Pods of the default namespace can be created. */
  void defaultServiceAccount() {
    await("default ServiceAccount", SERVICE_ACCOUNT, missing::defaultServiceAccount);
  }

  /** Every node is there and its condition Ready is True. */
  void nodesReady() {
    await(
        nodes.size() + (nodes.size() == 1 ? " node" : " nodes") + " Ready",
        NODES,
        missing::readyNode);
  }

  /** On every node the proxy is healthy and the kernel holds the rule for the API's Service. */
  void proxyProgrammed() {
    List<String> open = new ArrayList<>(nodes.stream().map(NodeContainer::name).toList());
    await(
        "proxy programmed",
        PROXY,
        () ->
            missing
                .daemonSet("kube-system", "kube-proxy")
                .or(() -> missing.daemonSet(PodExec.TOOLS_NAMESPACE, "tools"))
                .or(() -> first(open, missing::rules)));
  }

  /** Every node gets a Service's address from the cluster DNS, through the DNS's own Service. */
  void dnsAnswers() {
    List<String> open = new ArrayList<>(nodes.stream().map(NodeContainer::name).toList());
    await("DNS answers", DNS, () -> missing.dnsPods().or(() -> first(open, missing::answer)));
  }

  /** Asks the nodes in turn, and those that passed not again. */
  private static Optional<String> first(
      List<String> open, Function<String, Optional<String>> probe) {
    while (!open.isEmpty()) {
      Optional<String> reason = probe.apply(open.getFirst());
      if (reason.isPresent()) {
        return reason;
      }
      open.removeFirst();
    }
    return Optional.empty();
  }

  /** Waits until nothing is missing; a container that stopped ends the wait at once. */
  private void await(String what, Duration limit, Supplier<Optional<String>> probe) {
    AtomicReference<String> last = new AtomicReference<>("");
    try (Progress.Step step = progress.begin(what)) {
      Awaitility.await()
          .pollInSameThread()
          .pollDelay(Duration.ZERO)
          .pollInterval(POLL)
          .atMost(limit)
          .until(
              () -> {
                requireNodesRunning();
                Optional<String> reason = guarded(probe);
                String state = reason.orElse("");
                last.set(state);
                step.at(state);
                return reason.isEmpty();
              });
      times.add(new GateTime(what, step.elapsedSeconds()));
      step.done();
    } catch (ConditionTimeoutException e) {
      throw new ClusterFailed(what + ": not within " + limit.toSeconds() + " s: " + last.get(), e);
    }
  }

  private static Optional<String> guarded(Supplier<Optional<String>> probe) {
    try {
      return probe.get();
    } catch (KubernetesClientException | ClusterFailed e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  private void requireNodesRunning() {
    for (NodeContainer node : nodes) {
      if (!node.running()) {
        throw new ClusterFailed(node.name() + " stopped");
      }
    }
  }

  /**
   * Checks the upstream DNS servers.
   *
   * @throws ClusterFailed with the last words of one that stopped
   */
  static void requireRunning(List<Resolver> resolvers) {
    for (Resolver resolver : resolvers) {
      if (!resolver.running() || resolver.address().isEmpty()) {
        throw new ClusterFailed(
            "the resolver of " + resolver.node() + " stopped: " + resolver.log().getLast());
      }
    }
  }
}
