package dev.servicelab.labs.cluster;

import dev.servicelab.labs.containers.DockerThing;
import dev.servicelab.labs.containers.Labels;
import dev.servicelab.labs.containers.NodeContainer;
import dev.servicelab.labs.containers.Resolver;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The cluster that {@code lab up} (or {@code lab run --keep}) left running. There is no state file:
 * Docker's labels say which it is.
 *
 * @param id the cluster's id
 * @param spec what it was asked for
 * @param nodes its node containers, node1 first
 * @param resolvers the containers of its upstream DNS servers
 */
public record KeptCluster(
    String id, ClusterSpec spec, List<NodeContainer> nodes, List<Resolver> resolvers) {
  /** The ConfigMap in the tools' namespace that says that every gate has passed. */
  static final String MARK = "cluster";

  private static final int SPEC_PARTS = 4;

  /**
   * The kept cluster, whole or broken; the newest if there is more than one. Not one that another
   * version made and this one could not have.
   */
  public static Optional<KeptCluster> find() {
    return DockerThing.all().stream()
        .filter(thing -> thing.kept() && thing.kind() == DockerThing.Kind.CONTAINER)
        .sorted(Comparator.comparing(DockerThing::created).reversed())
        .flatMap(thing -> of(thing).stream())
        .findFirst();
  }

  private static Optional<KeptCluster> of(DockerThing thing) {
    String id = thing.label(Labels.CLUSTER);
    return parseSpec(thing.label(Labels.SPEC))
        .map(spec -> new KeptCluster(id, spec, NodeContainer.of(id), Resolver.of(id)));
  }

  /** The node1 container, where kubectl is. */
  public NodeContainer server() {
    return nodes.getFirst();
  }

  /**
   * Whether every node and every resolver runs, the API answers and the start had been completed.
   */
  public boolean whole() {
    boolean complete = nodes.size() == spec.nodes() && resolvers.size() == spec.nodes();
    if (!complete
        || !nodes.stream().allMatch(NodeContainer::running)
        || !resolvers.stream().allMatch(Resolver::running)) {
      return false;
    }
    try (KubernetesClient client = Kubeconfig.client(Kubeconfig.read(server()))) {
      return client.configMaps().inNamespace(PodExec.TOOLS_NAMESPACE).withName(MARK).get() != null;
    } catch (KubernetesClientException e) {
      return false;
    }
  }

  /** This cluster, ready for use. */
  public LabCluster connect() {
    KubernetesClient client = Kubeconfig.client(Kubeconfig.read(server()));
    return new DockerCluster(id, spec, client, nodes, resolvers, List.of());
  }

  /** The value of {@link Labels#SPEC}. */
  static String specLabel(ClusterSpec spec) {
    return "%d/%s/%s/%s"
        .formatted(spec.nodes(), spec.proxy().word(), spec.dns().word(), spec.mode().word());
  }

  /** What such a value means; empty if it is none of this version's. */
  static Optional<ClusterSpec> parseSpec(String label) {
    List<String> parts = List.of(label.split("/"));
    if (parts.size() != SPEC_PARTS) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new ClusterSpec(
              Integer.parseInt(parts.get(0)),
              Implementation.of(parts.get(1)),
              Implementation.of(parts.get(2)),
              Mode.of(parts.get(3))));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
