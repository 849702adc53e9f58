package dev.servicelab.proxy.apply;

import dev.servicelab.proxy.diff.Changes;
import dev.servicelab.proxy.diff.KernelDiff;
import dev.servicelab.proxy.diff.KernelRules;
import dev.servicelab.proxy.diff.RestoreText;
import dev.servicelab.proxy.diff.RulesDiff;
import dev.servicelab.proxy.net.IpFamily;
import dev.servicelab.proxy.rules.iptables.IptablesPrinter;
import dev.servicelab.proxy.rules.iptables.IptablesRules;
import dev.servicelab.proxy.tools.ToolFailed;
import dev.servicelab.proxy.tools.ToolRunner;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one family's rules in the kernel. It remembers what it has applied and sends only what
 * differs; after a start or a refused batch it does not trust its memory and reads the kernel.
 */
final class IptablesBackend {
  private static final System.Logger LOG = System.getLogger(IptablesBackend.class.getName());

  private final IptablesTool tool;
  private final IptablesPrinter printer;
  private final Spellings spellings = new Spellings();
  private final Sameness sameness = new Sameness();
  private int step;
  private @Nullable IptablesRules applied;

  IptablesBackend(ToolRunner runner, IpFamily family) {
    this.tool = new IptablesTool(runner, family);
    this.printer = new IptablesPrinter(family);
  }

  /**
   * Brings the kernel to the wanted rules.
   *
   * @return what was changed; empty if nothing had to be
   * @throws ToolFailed if the batch was refused: the rules that were there before still are
   */
  Changes apply(IptablesRules wanted) {
    IptablesRules before = applied;
    if (before != null) {
      try {
        return send(RulesDiff.between(before, wanted), wanted);
      } catch (ToolFailed e) {
        // Perhaps a rule that was to go is gone already.
        LOG.log(System.Logger.Level.WARNING, "{0}; reading the kernel", e.getMessage());
      }
    }
    KernelRules kernel = KernelRules.parse(tool.save());
    return send(spellings.without(KernelDiff.between(kernel, wanted), kernel), wanted);
  }

  /**
   * Reads the kernel and puts right what somebody else has changed: a flushed chain, a deleted
   * rule, a jump that is gone.
   *
   * @return what had to be repaired
   * @throws ToolFailed if the batch was refused
   */
  Changes repair(IptablesRules wanted) {
    String saved = tool.save();
    if (sameness.isKnown(wanted, saved)) {
      return Changes.NONE;
    }
    KernelRules kernel = KernelRules.parse(saved);
    Changes changes = spellings.without(KernelDiff.between(kernel, wanted), kernel);
    if (!changes.isEmpty()) {
      send(changes, wanted);
      saved = tool.save();
      KernelRules after = KernelRules.parse(saved);
      spellings.learn(KernelDiff.between(after, wanted), after);
    }
    applied = wanted;
    sameness.learn(wanted, saved);
    return changes;
  }

  private Changes send(Changes changes, IptablesRules wanted) {
    applied = null;
    if (!changes.isEmpty()) {
      if (step == 0) {
        step = tool.step();
      }
      tool.restore(RestoreText.of(changes, printer, step));
    }
    applied = wanted;
    return changes;
  }
}
