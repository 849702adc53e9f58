package dev.servicelab.proxy.plan;

import dev.servicelab.proxy.net.Cidr;
import dev.servicelab.proxy.net.IpFamily;
import dev.servicelab.state.NodeRecord;
import java.util.List;
import java.util.Optional;

/**
 * What planning needs to know of the node and of the cluster's layout.
 *
 * @param nodeName the name endpoints carry if they run here
 * @param clusterCidrs the pods' ranges, at most one per family; without one, clients outside of the
 *     cluster are not told apart
 * @param masqueradeAll whether every client of a ClusterIP is masqueraded
 */
public record NodeView(String nodeName, List<Cidr> clusterCidrs, boolean masqueradeAll) {

  public NodeView {
    clusterCidrs = List.copyOf(clusterCidrs);
  }

  /**
   * The node's own address in a family: its first InternalIP. Loopback where it has none.
   *
   * @param nodes the Nodes that are known, this one among them if it has registered itself
   */
  String address(List<NodeRecord> nodes, IpFamily family) {
    return nodes.stream()
        .filter(node -> node.name().equals(nodeName))
        .flatMap(node -> node.internalIps().stream())
        .filter(ip -> IpFamily.of(ip) == family)
        .findFirst()
        .orElse(family == IpFamily.IPV4 ? "127.0.0.1" : "::1");
  }

  /** The pods' range of a family. */
  Optional<Cidr> clusterCidr(IpFamily family) {
    return clusterCidrs.stream().filter(cidr -> cidr.family() == family).findFirst();
  }
}
