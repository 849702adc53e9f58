package dev.servicelab.labs.cluster;

import dev.servicelab.labs.containers.NodeContainer;
import dev.servicelab.labs.machine.Progress;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
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
  private static final Duration NODES = Duration.ofMinutes(2);
  private static final Duration SERVICE_ACCOUNT = Duration.ofSeconds(30);
  private static final Duration PROXY = Duration.ofSeconds(90);
  private static final Duration DNS = Duration.ofSeconds(60);

  /** The first address of the Service range: the API server's Service has it in every cluster. */
  private static final String API_SERVICE = "10.96.0.1";

  private static final String DNS_SERVICE = "10.96.0.10";

  private final KubernetesClient client;
  private final PodExec exec;
  private final List<NodeContainer> nodes;
  private final Progress progress;
  private final List<GateTime> times;

  /**
   * Gates of one cluster.
   *
   * @param times receives how long each gate took
   */
  Gates(
      KubernetesClient client,
      PodExec exec,
      List<NodeContainer> nodes,
      Progress progress,
      List<GateTime> times) {
    this.client = client;
    this.exec = exec;
    this.nodes = nodes;
    this.progress = progress;
    this.times = times;
  }

  /** Pods of the default namespace can be created. */
  void defaultServiceAccount() {
    await(
        "default ServiceAccount",
        SERVICE_ACCOUNT,
        () ->
            client.serviceAccounts().inNamespace("default").withName("default").get() == null
                ? Optional.of("namespace default has no ServiceAccount default")
                : Optional.empty());
  }

  /** Every node is there and its condition Ready is True. */
  void nodesReady() {
    await(
        nodes.size() + (nodes.size() == 1 ? " node" : " nodes") + " Ready", NODES, this::notReady);
  }

  /** On every node the proxy is healthy and the kernel holds the rule for the API's Service. */
  void proxyProgrammed() {
    List<String> open = new ArrayList<>(nodes.stream().map(NodeContainer::name).toList());
    await(
        "proxy programmed",
        PROXY,
        () ->
            daemonSet("kube-system", "kube-proxy")
                .or(() -> daemonSet(PodExec.TOOLS_NAMESPACE, "tools"))
                .or(() -> firstWithout(open, this::rulesMissing)));
  }

  /** Every node gets a Service's address from the cluster DNS, through the DNS's own Service. */
  void dnsAnswers() {
    List<String> open = new ArrayList<>(nodes.stream().map(NodeContainer::name).toList());
    await("DNS answers", DNS, () -> dnsPods().or(() -> firstWithout(open, this::answerMissing)));
  }

  private Optional<String> notReady() {
    List<Node> seen = client.nodes().list().getItems();
    for (NodeContainer node : nodes) {
      Optional<String> missing =
          seen.stream()
              .filter(n -> n.getMetadata().getName().equals(node.name()))
              .findFirst()
              .map(Gates::whyNotReady)
              .orElse(Optional.of(node.name() + " has not registered"));
      if (missing.isPresent()) {
        return missing;
      }
    }
    return Optional.empty();
  }

  private static Optional<String> whyNotReady(Node node) {
    return node.getStatus().getConditions().stream()
        .filter(condition -> "Ready".equals(condition.getType()))
        .findFirst()
        .map(
            condition ->
                "True".equals(condition.getStatus())
                    ? Optional.<String>empty()
                    : Optional.of(node.getMetadata().getName() + ": " + condition.getMessage()))
        .orElse(Optional.of(node.getMetadata().getName() + " has no condition Ready"));
  }

  private Optional<String> daemonSet(String namespace, String name) {
    DaemonSet set = client.apps().daemonSets().inNamespace(namespace).withName(name).get();
    Integer ready = set == null ? null : set.getStatus().getNumberReady();
    return ready != null && ready == nodes.size()
        ? Optional.empty()
        : Optional.of("DaemonSet " + name + ": " + (ready == null ? 0 : ready) + " Ready");
  }

  private Optional<String> dnsPods() {
    Deployment dns =
        client.apps().deployments().inNamespace("kube-system").withName("coredns").get();
    Integer ready = dns == null ? null : dns.getStatus().getReadyReplicas();
    return dns != null && ready != null && ready.equals(dns.getSpec().getReplicas())
        ? Optional.empty()
        : Optional.of("Deployment coredns: " + (ready == null ? 0 : ready) + " Ready");
  }

  private Optional<String> rulesMissing(String node) {
    CommandResult rules = exec.onNode(node, List.of("iptables-save", "-t", "nat"));
    boolean there =
        rules
            .stdout()
            .lines()
            .anyMatch(line -> line.startsWith("-A KUBE-SERVICES -d " + API_SERVICE));
    return there
        ? Optional.empty()
        : Optional.of(node + " has no rule for " + API_SERVICE + " " + rules.stderr().strip());
  }

  private Optional<String> answerMissing(String node) {
    CommandResult answer =
        exec.onNode(
            node,
            List.of(
                "dig",
                "+short",
                "+time=1",
                "+tries=1",
                "@" + DNS_SERVICE,
                "kubernetes.default.svc.cluster.local",
                "A"));
    return answer.stdout().strip().equals(API_SERVICE)
        ? Optional.empty()
        : Optional.of(node + " got no answer from " + DNS_SERVICE + ": " + answer.stdout().strip());
  }

  /** Asks the nodes in turn, and those that passed not again. */
  private static Optional<String> firstWithout(
      List<String> open, Function<String, Optional<String>> missing) {
    while (!open.isEmpty()) {
      Optional<String> reason = missing.apply(open.getFirst());
      if (reason.isPresent()) {
        return reason;
      }
      open.removeFirst();
    }
    return Optional.empty();
  }

  /** Waits until nothing is missing; a node that stopped ends the wait at once. */
  private void await(String what, Duration limit, Supplier<Optional<String>> missing) {
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
                Optional<String> reason = guarded(missing);
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

  private static Optional<String> guarded(Supplier<Optional<String>> missing) {
    try {
      return missing.get();
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
}
