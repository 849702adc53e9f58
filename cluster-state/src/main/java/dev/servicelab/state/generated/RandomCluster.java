package dev.servicelab.state.generated;

import dev.servicelab.state.ClusterSnapshot;
import dev.servicelab.state.EndpointSliceRecord;
import dev.servicelab.state.NodeRecord;
import dev.servicelab.state.ObjectName;
import dev.servicelab.state.Proxied;
import dev.servicelab.state.ServiceRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * A small cluster made up from a seed: Services, their EndpointSlices, and the one Node whose proxy
 * is looked at. The same seed gives the same cluster, on every machine.
 *
 * <p>An API server of Kubernetes 1.34 with both families in its Service ranges ({@value
 * #SERVICE_CIDR_IPV4}, {@value #SERVICE_CIDR_IPV6}) and the usual node ports accepts every object.
 * Whoever writes them to one must know: a load balancer without node ports has {@code
 * allocateLoadBalancerNodePorts: false}; {@code externalTrafficPolicy} may be written only for node
 * ports, load balancers and Services with external addresses; conditions that hold their default
 * may as well be left out.
 *
 * <p>No two Services share an address and port, as kube-proxy leaves open which of them wins.
 */
public final class RandomCluster {
  /** The node whose proxy is looked at. */
  public static final String NODE = "node1";

  /**
   * Its address, which some Services have as an external one. No container network is given this
   * range: where such a Service's address is a node's, nobody else behind it can be reached.
   */
  public static final String NODE_IPV4 = Place.LOCAL.addressIpv4();

  /** Its other address, likewise. */
  public static final String NODE_IPV6 = Place.LOCAL.addressIpv6();

  /** Where ClusterIPs come from. */
  public static final String SERVICE_CIDR_IPV4 = "10.96.0.0/12";

  /** Where ClusterIPs come from. */
  public static final String SERVICE_CIDR_IPV6 = "fd00:10:96::/112";

  /** Where pods have their addresses, but for those in the network of a node. */
  public static final String POD_CIDR_IPV4 = "10.244.0.0/16";

  /** Where pods have their addresses, but for those in the network of a node. */
  public static final String POD_CIDR_IPV6 = "fd00:10:244::/48";

  private static final int MOST_SERVICES = 12;

  private RandomCluster() {}

  /** The cluster of a seed, of revision 1, with 1 to {@value #MOST_SERVICES} Services. */
  public static ClusterSnapshot of(long seed) {
    Dice dice = new Dice(seed);
    int services = dice.between(1, MOST_SERVICES);
    List<ServiceRecord> made = new ArrayList<>();
    List<EndpointSliceRecord> slices = new ArrayList<>();
    for (int slot = 0; slot < services; slot++) {
      ServiceRecord service = new RandomService(new Slot(slot), dice).service();
      made.add(service);
      slices.addAll(new RandomSlices(dice).of(service));
    }
    if (dice.chance(20)) {
      slices.add(new RandomSlices(dice).ofNobody());
    }
    return sorted(1, made, slices, List.of(node(dice)));
  }

  /** What a proxy watches of a cluster: without what is labelled as another's or as headless. */
  public static ClusterSnapshot proxied(ClusterSnapshot cluster) {
    return new ClusterSnapshot(
        cluster.revision(),
        cluster.services().stream().filter(one -> Proxied.test(one.labels())).toList(),
        cluster.endpointSlices().stream().filter(one -> Proxied.test(one.labels())).toList(),
        cluster.nodes(),
        cluster.namespaces(),
        cluster.pods());
  }

  /** A snapshot as sources deliver it: each list sorted by namespace and name. */
  static ClusterSnapshot sorted(
      long revision,
      List<ServiceRecord> services,
      List<EndpointSliceRecord> slices,
      List<NodeRecord> nodes) {
    return new ClusterSnapshot(
        revision,
        services.stream()
            .sorted(Comparator.comparing(one -> new ObjectName(one.namespace(), one.name())))
            .toList(),
        slices.stream()
            .sorted(Comparator.comparing(one -> new ObjectName(one.namespace(), one.name())))
            .toList(),
        nodes,
        List.of(),
        List.of());
  }

  /** The node; sometimes without a zone, so that hints for zones say nothing to it. */
  static NodeRecord node(Dice dice) {
    Map<String, String> zone = Map.of("topology.kubernetes.io/zone", Place.LOCAL.zone());
    return new NodeRecord(
        NODE,
        dice.chance(85) ? zone : Map.of(),
        List.of(Place.LOCAL.addressIpv4(), Place.LOCAL.addressIpv6()),
        List.of(Place.LOCAL.podsIpv4() + "0/24", Place.LOCAL.podsIpv6() + "/64"),
        false);
  }
}
