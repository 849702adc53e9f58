package dev.servicelab.proxy.plan;

import dev.servicelab.proxy.net.Cidr;
import dev.servicelab.proxy.net.IpFamily;
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

  /** The pods' range of a family. */
  Optional<Cidr> clusterCidr(IpFamily family) {
    return clusterCidrs.stream().filter(cidr -> cidr.family() == family).findFirst();
  }
}
