package dev.servicelab.proxy.apply;

import dev.servicelab.proxy.diff.Changes;
import dev.servicelab.proxy.diff.KernelDiff;
import dev.servicelab.proxy.diff.KernelRules;
import dev.servicelab.proxy.diff.RestoreText;
import dev.servicelab.proxy.net.IpFamily;
import dev.servicelab.proxy.rules.iptables.IptablesPrinter;
import dev.servicelab.proxy.rules.iptables.IptablesRules;
import dev.servicelab.proxy.rules.iptables.render.ChainNames;
import dev.servicelab.proxy.tools.ToolFailed;
import dev.servicelab.proxy.tools.ToolRunner;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Takes a proxy's iptables rules out of the kernel: the jumps, the chains of Services and those of
 * every node, whether a proxy in iptables or in ipvs mode has made them. What kubelet has made
 * stays: KUBE-FIREWALL, KUBE-KUBELET-CANARY, KUBE-IPTABLES-HINT.
 */
public final class RulesCleanup {
  private static final System.Logger LOG = System.getLogger(RulesCleanup.class.getName());

  private RulesCleanup() {}

  /**
   * Does it in both families.
   *
   * @return what could not be removed and why, one line each; empty if nothing is left
   */
  public static List<String> run(ToolRunner runner) {
    List<String> left = new ArrayList<>();
    for (IpFamily family : IpFamily.values()) {
      try {
        clean(runner, family);
      } catch (ToolFailed e) {
        left.add(family.kubernetesName() + ": " + e.getMessage());
      }
    }
    return left;
  }

  private static void clean(ToolRunner runner, IpFamily family) {
    IptablesTool tool = new IptablesTool(runner, family);
    IptablesRules nothing = new IptablesRules(family, new TreeMap<>(), new TreeSet<>(), List.of());
    Changes changes =
        KernelDiff.between(KernelRules.parse(tool.save()), nothing, ChainNames::isOfAnyMode);
    if (!changes.isEmpty()) {
      tool.restore(RestoreText.of(changes, new IptablesPrinter(family), tool.step()));
    }
    LOG.log(System.Logger.Level.INFO, "{0}: {1}", family.kubernetesName(), changes.summary());
  }
}
