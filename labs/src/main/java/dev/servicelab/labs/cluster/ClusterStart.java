package dev.servicelab.labs.cluster;

import dev.servicelab.labs.containers.AddressRanges;
import dev.servicelab.labs.containers.DockerSide;
import dev.servicelab.labs.containers.K3sAgent;
import dev.servicelab.labs.containers.K3sServer;
import dev.servicelab.labs.containers.LabNetwork;
import dev.servicelab.labs.containers.Labels;
import dev.servicelab.labs.containers.NodeContainer;
import dev.servicelab.labs.containers.NodeSettings;
import dev.servicelab.labs.containers.Resolver;
import dev.servicelab.labs.containers.ResolverContainer;
import dev.servicelab.labs.images.Images;
import dev.servicelab.labs.machine.Progress;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.testcontainers.containers.GenericContainer;

/** Makes a cluster: images, network, nodes all at once, proxy and DNS, and every gate. */
final class ClusterStart {
  private static final int TOKEN_BYTES = 16;

  private final ClusterSpec spec;
  private final boolean kept;
  private final ClusterLife life;
  private final Progress progress;
  private final List<GateTime> times = new ArrayList<>();
  private @Nullable KubernetesClient client;

  /**
   * Prepares a start.
   *
   * @param kept whether the cluster outlives this process once it is complete
   */
  ClusterStart(ClusterSpec spec, boolean kept, ClusterLife life, Progress progress) {
    this.spec = spec;
    this.kept = kept;
    this.life = life;
    this.progress = progress;
  }

  /** A fresh id: six hex digits. */
  static String newId() {
    return random(3);
  }

  /** A fresh secret with which agents join. */
  static String newToken() {
    return random(TOKEN_BYTES);
  }

  /**
   * Starts the cluster and waits for every gate.
   *
   * @throws ClusterFailed with evidence; the cluster's things are still there then
   * @throws WrongManifest if the API server refuses what is installed; likewise
   */
  LabCluster run(Images images, Install install) {
    try {
      return start(images, install);
    } catch (WrongManifest e) {
      closeClient();
      throw e;
    } catch (RuntimeException e) {
      String evidence = new StartEvidence(life.id(), client).text();
      closeClient();
      throw new ClusterFailed("the cluster did not start: " + reason(e) + evidence, e);
    }
  }

  private void closeClient() {
    if (client != null) {
      client.close();
    }
  }

  private LabCluster start(Images images, Install install) {
    Map<String, String> labels = Labels.of(life.id(), KeptCluster.specLabel(spec), kept);
    LabNetwork network = LabNetwork.create(life.id(), labels);
    // The class of every container is loaded with the first, and the client's take a second or two.
    Thread.ofPlatform().daemon().start(Kubeconfig::warmUp);
    List<Resolver> resolvers = startResolvers(images, network, labels);
    NodeSettings settings =
        new NodeSettings(
            life.id(),
            images.node(),
            images.archive(),
            images.disk(),
            AddressRanges.IPV4,
            network,
            newToken(),
            labels,
            resolvers.stream().map(Resolver::address).toList(),
            life.creations());
    String kubeconfig = startNodes(settings);
    List<NodeContainer> nodes = NodeContainer.of(life.id());
    KubernetesClient api = Kubeconfig.client(kubeconfig);
    client = api;
    Missing missing =
        new Missing(
            api, new PodExec(api), nodes.stream().map(NodeContainer::name).toList(), spec.mode());
    Gates gates = new Gates(missing, nodes, resolvers, progress, times);
    gates.resolversListen();
    gates.defaultServiceAccount();
    timed("proxy and DNS applied", () -> install.apply(api, nodes.getFirst().address()));
    gates.nodesReady();
    gates.proxyProgrammed();
    gates.dnsAnswers();
    markComplete(api);
    return new DockerCluster(life.id(), spec, api, nodes, resolvers, times);
  }

  /** Starts the nodes' upstream DNS servers; whether they answer is asked when the nodes are up. */
  private List<Resolver> startResolvers(
      Images images, LabNetwork network, Map<String, String> labels) {
    DockerSide side = new DockerSide(life.id(), network, labels, life.creations());
    List<GenericContainer<?>> all = new ArrayList<>();
    for (int number = 1; number <= spec.nodes(); number++) {
      all.add(new ResolverContainer(side, images.resolver(), number));
    }
    timed("resolvers", () -> start(all));
    List<Resolver> resolvers = Resolver.of(life.id());
    Gates.requireRunning(resolvers);
    return resolvers;
  }

  /** Starts server and agents side by side; returns the server's kubeconfig. */
  private String startNodes(NodeSettings settings) {
    K3sServer server = new K3sServer(settings);
    List<GenericContainer<?>> all = new ArrayList<>(List.of(server));
    for (int number = 2; number <= spec.nodes(); number++) {
      all.add(new K3sAgent(settings, number));
    }
    timed("server API", () -> start(all));
    return server.getKubeConfigYaml();
  }

  private static void start(List<GenericContainer<?>> containers) {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      CompletableFuture.allOf(
              containers.stream()
                  .map(container -> CompletableFuture.runAsync(container::start, threads))
                  .toArray(CompletableFuture[]::new))
          .join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  private void timed(String what, Runnable action) {
    try (Progress.Step step = progress.begin(what)) {
      action.run();
      times.add(new GateTime(what, step.elapsedSeconds()));
      step.done();
    }
  }

  /** A kept cluster whose start was cut short is told from a whole one by this. */
  private void markComplete(KubernetesClient api) {
    api.resource(
            new ConfigMapBuilder()
                .withNewMetadata()
                .withName(KeptCluster.MARK)
                .withNamespace(PodExec.TOOLS_NAMESPACE)
                .endMetadata()
                .withData(Map.of("spec", spec.describe()))
                .build())
        .serverSideApply();
  }

  /** Testcontainers wraps what Docker said in several layers that say less. */
  private static String reason(Throwable error) {
    Throwable deepest = error;
    while (deepest.getCause() != null && !(deepest instanceof ClusterFailed)) {
      deepest = deepest.getCause();
    }
    return String.valueOf(deepest.getMessage()).strip();
  }

  private static String random(int bytes) {
    byte[] random = new byte[bytes];
    new SecureRandom().nextBytes(random);
    return HexFormat.of().formatHex(random);
  }
}
