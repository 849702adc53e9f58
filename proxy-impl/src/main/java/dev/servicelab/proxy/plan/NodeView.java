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
 * @param detectLocal how pods' traffic is told from other traffic
 * @param masqueradeAll whether every client of a ClusterIP is masqueraded
 * @param bindAddress {@code bindAddress}, if it names one address: the node's own one then
 */
public record NodeView(
    String nodeName,
    DetectLocalMode detectLocal,
    boolean masqueradeAll,
    Optional<String> bindAddress) {
  private static final String ZONE = "topology.kubernetes.io/zone";

  /** A node that tells pods by their cluster-wide ranges and answers at all of its addresses. */
  public NodeView(String nodeName, List<Cidr> clusterCidrs, boolean masqueradeAll) {
    this(nodeName, new DetectLocalMode.ClusterCidr(clusterCidrs), masqueradeAll, Optional.empty());
  }

  /**
   * The node as it is now.
   *
   * @param nodes the Nodes that are known, this one among them if it has registered itself
   */
  Here here(List<NodeRecord> nodes, IpFamily family) {
    Optional<NodeRecord> node = node(nodes);
    return new Here(
        nodeName,
        node.map(one -> one.labels().getOrDefault(ZONE, "")).orElse(""),
        address(node, family),
        detectLocal.pods(node, family),
        masqueradeAll);
  }

  /**
   * The family of {@code bindAddress}, else of the first InternalIP, else IPv4.
   *
   * @param nodes the Nodes that are known, this one among them if it has registered itself
   */
  public IpFamily primaryFamily(List<NodeRecord> nodes) {
    return bindAddress
        .or(() -> node(nodes).stream().flatMap(one -> one.internalIps().stream()).findFirst())
        .map(IpFamily::of)
        .orElse(IpFamily.IPV4);
  }

  /**
   * The node's own address in a family: {@code bindAddress}, else the first InternalIP, else
   * loopback. kube-proxy's order.
   *
   * @param nodes the Nodes that are known, this one among them if it has registered itself
   */
  public String address(List<NodeRecord> nodes, IpFamily family) {
    return address(node(nodes), family);
  }

  private Optional<NodeRecord> node(List<NodeRecord> nodes) {
    return nodes.stream().filter(one -> one.name().equals(nodeName)).findFirst();
  }

  private String address(Optional<NodeRecord> node, IpFamily family) {
    return bindAddress.stream()
        .filter(ip -> IpFamily.of(ip) == family)
        .findFirst()
        .or(
            () ->
                node.stream()
                    .flatMap(one -> one.internalIps().stream())
                    .filter(ip -> IpFamily.of(ip) == family)
                    .findFirst())
        .orElse(family == IpFamily.IPV4 ? "127.0.0.1" : "::1");
  }
}
