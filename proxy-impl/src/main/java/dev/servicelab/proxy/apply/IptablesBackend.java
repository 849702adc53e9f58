package dev.servicelab.proxy.apply;

import dev.servicelab.proxy.diff.Changes;
import dev.servicelab.proxy.diff.KernelDiff;
import dev.servicelab.proxy.diff.KernelRules;
import dev.servicelab.proxy.diff.RestoreText;
import dev.servicelab.proxy.diff.RulesDiff;
import dev.servicelab.proxy.net.IpFamily;
import dev.servicelab.proxy.rules.iptables.IptablesPrinter;
import dev.servicelab.proxy.rules.iptables.IptablesRules;
import dev.servicelab.proxy.rules.iptables.JumpRule;
import dev.servicelab.proxy.rules.iptables.render.ChainNames;
import dev.servicelab.proxy.tools.ToolFailed;
import dev.servicelab.proxy.tools.ToolRunner;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one family's rules in the kernel. It remembers what it has applied and sends only what
 * differs; after a start or a refused batch it does not trust its memory and reads the kernel.
 */
public final class IptablesBackend {
  private static final System.Logger LOG = System.getLogger(IptablesBackend.class.getName());

  private final IptablesTool tool;
  private final List<JumpRule> retired;
  private final IptablesPrinter printer;
  private final Spellings spellings = new Spellings();
  private final Sameness sameness = new Sameness();
  private int step;
  private @Nullable IptablesRules applied;

  IptablesBackend(ToolRunner runner, IpFamily family) {
    this(runner, family, List.of());
  }

  /**
   * A backend that has not read the kernel yet.
   *
   * @param retired rules of another mode in foreign chains; they go
   */
  public IptablesBackend(ToolRunner runner, IpFamily family, List<JumpRule> retired) {
    this.retired = List.copyOf(retired);
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
    return apply(wanted, changes -> {});
  }

  /**
   * The same.
   *
   * @param beforehand is told what is about to be sent; more than once if a batch was refused
   */
  public Changes apply(IptablesRules wanted, Consumer<Changes> beforehand) {
    IptablesRules before = applied;
    if (before != null) {
      try {
        Changes changes = RulesDiff.between(before, wanted);
        beforehand.accept(changes);
        return send(changes, wanted);
      } catch (ToolFailed e) {
        // Perhaps a rule that was to go is gone already.
        LOG.log(System.Logger.Level.WARNING, "{0}; reading the kernel", e.getMessage());
      }
    }
    KernelRules kernel = KernelRules.parse(tool.save());
    Changes changes = spellings.without(between(kernel, wanted), kernel);
    beforehand.accept(changes);
    return send(changes, wanted);
  }

  /**
   * Reads the kernel and puts right what somebody else has changed: a flushed chain, a deleted
   * rule, a jump that is gone.
   *
   * @return what had to be repaired
   * @throws ToolFailed if the batch was refused
   */
  public Changes repair(IptablesRules wanted) {
    String saved = tool.save();
    if (sameness.isKnown(wanted, saved)) {
      return Changes.NONE;
    }
    KernelRules kernel = KernelRules.parse(saved);
    Changes changes = spellings.without(between(kernel, wanted), kernel);
    if (!changes.isEmpty()) {
      send(changes, wanted);
      saved = tool.save();
      KernelRules after = KernelRules.parse(saved);
      spellings.learn(between(after, wanted), after);
    }
    applied = wanted;
    sameness.learn(wanted, saved);
    return changes;
  }

  private Changes between(KernelRules kernel, IptablesRules wanted) {
    return KernelDiff.between(kernel, wanted, ChainNames::isOfAnyMode, retired);
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
