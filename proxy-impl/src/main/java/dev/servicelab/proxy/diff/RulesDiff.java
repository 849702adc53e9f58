package dev.servicelab.proxy.diff;

import dev.servicelab.proxy.rules.iptables.Chain;
import dev.servicelab.proxy.rules.iptables.ChainId;
import dev.servicelab.proxy.rules.iptables.IptablesPrinter;
import dev.servicelab.proxy.rules.iptables.IptablesRules;
import dev.servicelab.proxy.rules.iptables.JumpRule;
import dev.servicelab.proxy.rules.iptables.render.ChainNames;
import java.util.List;
import java.util.function.Predicate;

/** Finds the smallest set of chains whose replacement leads from one state to another. */
public final class RulesDiff {
  private RulesDiff() {}

  /** From rules this proxy has applied itself: nothing needs to be read back. */
  public static Changes between(IptablesRules applied, IptablesRules wanted) {
    return changes(
        wanted,
        chain -> !chain.equals(applied.chains().get(chain.id())),
        shared -> !applied.shared().contains(shared),
        applied.chains().keySet().stream().filter(ChainNames::isOfService).toList(),
        jump -> !applied.jumps().contains(jump));
  }

  /** From whatever the kernel holds: after a start, after a failure, and to find tampering. */
  public static Changes between(KernelRules kernel, IptablesRules wanted) {
    IptablesPrinter printer = new IptablesPrinter(wanted.family());
    return changes(
        wanted,
        chain -> !printer.rules(chain).equals(kernel.rules(chain.id())),
        shared -> kernel.rules(shared) == null,
        kernel.names().stream().filter(ChainNames::isOfService).sorted().toList(),
        jump -> !holds(kernel, jump, printer));
  }

  private static boolean holds(KernelRules kernel, JumpRule jump, IptablesPrinter printer) {
    List<String> rules = kernel.rules(jump.from());
    return rules != null && rules.contains(printer.rule(jump.rule()));
  }

  private static Changes changes(
      IptablesRules wanted,
      Predicate<Chain> differs,
      Predicate<ChainId> missing,
      List<ChainId> existing,
      Predicate<JumpRule> unlinked) {
    return new Changes(
        wanted.chains().values().stream().filter(differs).toList(),
        wanted.shared().stream().filter(missing).toList(),
        existing.stream().filter(id -> !wanted.chains().containsKey(id)).toList(),
        wanted.jumps().stream().filter(unlinked).toList());
  }
}
