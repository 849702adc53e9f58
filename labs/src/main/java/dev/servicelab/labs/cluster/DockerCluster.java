package dev.servicelab.labs.cluster;

import dev.servicelab.labs.containers.NodeContainer;
import dev.servicelab.labs.containers.Resolver;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.stream.Collectors;

/** A cluster whose nodes are containers of this machine's Docker. */
final class DockerCluster implements LabCluster {
  private final String id;
  private final ClusterSpec spec;
  private final KubernetesClient client;
  private final PodExec exec;
  private final List<Resolver> resolvers;
  private final List<LabNode> nodes;
  private final String image;
  private final String kubernetesVersion;
  private final List<GateTime> startTimes;
  private final Turns turns = new Turns();

  /**
   * A cluster that runs.
   *
   * @param startTimes how long each gate took, empty if it was found running
   */
  DockerCluster(
      String id,
      ClusterSpec spec,
      KubernetesClient client,
      List<NodeContainer> containers,
      List<Resolver> resolvers,
      List<GateTime> startTimes) {
    this.id = id;
    this.spec = spec;
    this.client = client;
    this.exec = new PodExec(client);
    this.resolvers = List.copyOf(resolvers);
    this.nodes = containers.stream().map(this::node).toList();
    this.image = containers.getFirst().image();
    this.kubernetesVersion = client.getKubernetesVersion().getGitVersion();
    this.startTimes = List.copyOf(startTimes);
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public ClusterSpec spec() {
    return spec;
  }

  @Override
  public KubernetesClient client() {
    return client;
  }

  @Override
  public List<LabNode> nodes() {
    return nodes;
  }

  @Override
  public CommandResult onNode(String node, List<String> command) {
    requireNode(node);
    return exec.onNode(node, command);
  }

  @Override
  public CommandResult inPod(String namespace, String pod, List<String> command) {
    return exec.inPod(namespace, pod, command);
  }

  @Override
  public List<String> resolverLog(String node) {
    return resolver(node).log();
  }

  @Override
  public Turns turns() {
    return turns;
  }

  @Override
  public String image() {
    return image;
  }

  @Override
  public String kubernetesVersion() {
    return kubernetesVersion;
  }

  @Override
  public List<GateTime> startTimes() {
    return startTimes;
  }

  /** Lets go of the client; {@link ClusterLife#remove} removes the containers. */
  @Override
  public void close() {
    client.close();
  }

  private LabNode node(NodeContainer container) {
    String name = container.name();
    return new LabNode(
        name,
        container.address(),
        container.id(),
        resolver(name).address(),
        container.hasOwnKernel());
  }

  private Resolver resolver(String node) {
    return resolvers.stream()
        .filter(resolver -> resolver.node().equals(node))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no node '" + node + "' has a resolver"));
  }

  private void requireNode(String node) {
    if (nodes.stream().noneMatch(n -> n.name().equals(node))) {
      throw new IllegalArgumentException(
          "no node '%s'; nodes: %s"
              .formatted(
                  node, nodes.stream().map(LabNode::name).collect(Collectors.joining(", "))));
    }
  }
}
