package dev.servicelab.proxy.node;

import dev.servicelab.proxy.net.IpFamily;
import dev.servicelab.proxy.tools.ToolFailed;
import dev.servicelab.proxy.tools.ToolRunner;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Which address families this node has rules for: both, even on a cluster of only one. */
final class Families {
  private static final System.Logger LOG = System.getLogger(Families.class.getName());

  private Families() {}

  /**
   * Those whose nat table can be listed.
   *
   * @param first the one that must be there: that of the node's own address
   * @throws ToolFailed if it is not
   */
  static Set<IpFamily> available(ToolRunner runner, IpFamily first) {
    Set<IpFamily> families = EnumSet.noneOf(IpFamily.class);
    for (IpFamily family : IpFamily.values()) {
      try {
        check(runner, family);
        families.add(family);
      } catch (ToolFailed e) {
        if (family == first) {
          throw e;
        }
        LOG.log(
            System.Logger.Level.INFO,
            "no rules for {0} here: {1}",
            family.kubernetesName(),
            e.getMessage());
      }
    }
    return families;
  }

  private static void check(ToolRunner runner, IpFamily family) {
    String tool = family == IpFamily.IPV4 ? "iptables" : "ip6tables";
    var result = runner.run(List.of(tool, "-w", "-t", "nat", "-S", "POSTROUTING"), "");
    if (result.exitCode() != 0) {
      throw new ToolFailed(tool + ": " + result.complaint());
    }
  }
}
