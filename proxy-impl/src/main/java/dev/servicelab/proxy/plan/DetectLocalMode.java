package dev.servicelab.proxy.plan;

import dev.servicelab.proxy.net.Cidr;
import dev.servicelab.proxy.net.IpFamily;
import dev.servicelab.state.NodeRecord;
import java.util.List;
import java.util.Optional;

/** {@code detectLocalMode}: how a node tells traffic of pods from all other traffic. KEP-2450. */
public sealed interface DetectLocalMode {

  /** By the pods' address ranges, at most one per family; without one, pods are not told apart. */
  record ClusterCidr(List<Cidr> cidrs) implements DetectLocalMode {
    public ClusterCidr {
      cidrs = List.copyOf(cidrs);
    }
  }

  /** By {@code spec.podCIDRs} of the Node: pods of other nodes count as strangers. */
  record NodeCidr() implements DetectLocalMode {}

  /** By the bridge's name. */
  record BridgeInterface(String name) implements DetectLocalMode {}

  /** By the beginning of the names of the pods' interfaces. */
  record InterfaceNamePrefix(String prefix) implements DetectLocalMode {}

  /**
   * What this means on a node.
   *
   * @param node the node, if it has registered itself
   * @return empty if pods cannot be told apart in this family
   */
  default Optional<PodTraffic> pods(Optional<NodeRecord> node, IpFamily family) {
    return switch (this) {
      case ClusterCidr(var cidrs) -> ofFamily(cidrs, family);
      case NodeCidr() ->
          ofFamily(
              node.stream().flatMap(n -> n.podCidrs().stream()).map(Cidr::parse).toList(), family);
      case BridgeInterface(String name) -> Optional.of(new PodTraffic.ByInterface(name));
      case InterfaceNamePrefix(String prefix) ->
          Optional.of(new PodTraffic.ByInterfacePrefix(prefix));
    };
  }

  private static Optional<PodTraffic> ofFamily(List<Cidr> cidrs, IpFamily family) {
    return cidrs.stream()
        .filter(cidr -> cidr.family() == family)
        .findFirst()
        .map(PodTraffic.FromRange::new);
  }
}
