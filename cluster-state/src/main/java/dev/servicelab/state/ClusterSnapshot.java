package dev.servicelab.state;

import java.util.List;

/**
 * Everything one implementation needs of a cluster, at one moment. Immutable; each list is sorted
 * by namespace, then name, so that equal clusters give equal snapshots.
 *
 * @param revision counts the snapshots of one source, from 1; a later snapshot has a higher number
 * @param services all Services the source was asked for
 * @param endpointSlices all EndpointSlices the source was asked for
 * @param nodes the Nodes the source was asked for: a proxy asks for its own only
 * @param namespaces names of all namespaces, sorted; empty if the source was not asked for them
 * @param pods all Pods; empty if the source was not asked for them
 * @param whole whether everything the source was asked for is in it; otherwise what is absent may
 *     exist, see {@link Interest#early}
 */
public record ClusterSnapshot(
    long revision,
    List<ServiceRecord> services,
    List<EndpointSliceRecord> endpointSlices,
    List<NodeRecord> nodes,
    List<String> namespaces,
    List<PodRecord> pods,
    boolean whole) {

  public ClusterSnapshot {
    services = List.copyOf(services);
    endpointSlices = List.copyOf(endpointSlices);
    nodes = List.copyOf(nodes);
    namespaces = List.copyOf(namespaces);
    pods = List.copyOf(pods);
  }

  /** A whole cluster. */
  public ClusterSnapshot(
      long revision,
      List<ServiceRecord> services,
      List<EndpointSliceRecord> endpointSlices,
      List<NodeRecord> nodes,
      List<String> namespaces,
      List<PodRecord> pods) {
    this(revision, services, endpointSlices, nodes, namespaces, pods, /* whole= */ true);
  }

  /** A cluster without any object, of revision 0: what is known before the first list arrives. */
  public static ClusterSnapshot empty() {
    return new ClusterSnapshot(
        0, List.of(), List.of(), List.of(), List.of(), List.of(), /* whole= */ false);
  }

  /** Whether both hold the same objects, whatever else they say. */
  public boolean sameObjects(ClusterSnapshot other) {
    return services.equals(other.services)
        && endpointSlices.equals(other.endpointSlices)
        && nodes.equals(other.nodes)
        && namespaces.equals(other.namespaces)
        && pods.equals(other.pods);
  }
}
