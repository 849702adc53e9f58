package dev.servicelab.proxy.node;

import dev.servicelab.proxy.config.ProxyConfig;
import dev.servicelab.proxy.net.Cidr;
import dev.servicelab.proxy.net.IpFamily;
import dev.servicelab.proxy.plan.DetectLocalMode;
import dev.servicelab.proxy.tools.ToolFailed;
import java.util.List;

/**
 * Settings that are all of the other address family than the node's own address: most likely a
 * mistake. It is told in the log; where nobody's traffic would be known as a pod's, it is the end.
 */
final class WrongFamily {
  private static final System.Logger LOG = System.getLogger(WrongFamily.class.getName());

  private final IpFamily primary;
  private final boolean dualStack;

  /**
   * A check on one node.
   *
   * @param primary the family of the node's own address
   * @param dualStack whether rules are made for both
   */
  WrongFamily(IpFamily primary, boolean dualStack) {
    this.primary = primary;
    this.dualStack = dualStack;
  }

  /**
   * Looks at the settings.
   *
   * @param podCidrs {@code spec.podCIDRs} of the node
   * @throws ToolFailed if the proxy cannot do its work with them
   */
  void check(ProxyConfig settings, List<String> podCidrs) {
    switch (settings.detectLocal()) {
      case DetectLocalMode.ClusterCidr(var cidrs) -> {
        if (misses(cidrs)) {
          tell("clusterCIDR", !dualStack);
        }
      }
      case DetectLocalMode.NodeCidr() -> {
        if (misses(podCidrs.stream().map(Cidr::parse).toList())) {
          tell("the Node's podCIDRs", true);
        }
      }
      case DetectLocalMode.BridgeInterface _, DetectLocalMode.InterfaceNamePrefix _ -> {}
    }
    if (!settings.nodePortAddresses().primary() && misses(settings.nodePortAddresses().cidrs())) {
      tell("nodePortAddresses", false);
    }
  }

  private boolean misses(List<Cidr> cidrs) {
    return !cidrs.isEmpty() && cidrs.stream().noneMatch(cidr -> cidr.family() == primary);
  }

  private void tell(String what, boolean fatal) {
    String line =
        "%s: no range is %s, which the node's address is".formatted(what, primary.kubernetesName());
    if (fatal) {
      throw new ToolFailed(line);
    }
    LOG.log(System.Logger.Level.WARNING, line);
  }
}
