package dev.servicelab.proxy.apply;

import dev.servicelab.proxy.diff.Changes;
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
  private final IptablesTool tool;
  private final IptablesPrinter printer;
  private final Spellings spellings = new Spellings();
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
    Changes changes =
        applied == null
            ? RulesDiff.between(tool.save(), wanted)
            : RulesDiff.between(applied, wanted);
    send(changes);
    applied = wanted;
    return changes;
  }

  /**
   * Reads the kernel and puts right what somebody else has changed: a flushed chain, a deleted
   * rule, a jump that is gone.
   *
   * @return what had to be repaired
   */
  Changes repair(IptablesRules wanted) {
    KernelRules kernel = tool.save();
    Changes changes = spellings.without(RulesDiff.between(kernel, wanted), kernel);
    if (!changes.isEmpty()) {
      send(changes);
      KernelRules after = tool.save();
      spellings.learn(RulesDiff.between(after, wanted), after);
    }
    applied = wanted;
    return changes;
  }

  private void send(Changes changes) {
    if (changes.isEmpty()) {
      return;
    }
    try {
      tool.restore(RestoreText.of(changes, printer));
    } catch (ToolFailed e) {
      applied = null;
      throw e;
    }
  }
}
