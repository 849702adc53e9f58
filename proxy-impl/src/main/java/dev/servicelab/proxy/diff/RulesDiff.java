package dev.servicelab.proxy.diff;

import dev.servicelab.proxy.rules.iptables.Chain;
import dev.servicelab.proxy.rules.iptables.ChainId;
import dev.servicelab.proxy.rules.iptables.IptablesRules;
import dev.servicelab.proxy.rules.iptables.JumpRule;
import dev.servicelab.proxy.rules.iptables.render.ChainNames;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the smallest change from rules this proxy has applied itself, without reading the kernel.
 */
public final class RulesDiff {
  private final List<Chain> written = new ArrayList<>();
  private final List<ChainEdit> edited = new ArrayList<>();
  private final List<ChainId> deleted = new ArrayList<>();

  private RulesDiff() {}

  /**
   * What changes. Chains that are the same object cost next to nothing, so the time goes by what
   * has changed.
   */
  public static Changes between(IptablesRules applied, IptablesRules wanted) {
    RulesDiff diff = new RulesDiff();
    diff.chains(applied, wanted);
    return new Changes(
        wanted.shared().stream().filter(id -> !applied.shared().contains(id)).toList(),
        diff.written,
        diff.edited,
        diff.deleted,
        missing(applied.jumps(), wanted.jumps()),
        List.of());
  }

  /** Walks both sorted lists of chains at once. */
  private void chains(IptablesRules applied, IptablesRules wanted) {
    Iterator<Chain> before = applied.chains().values().iterator();
    Chain was = next(before);
    for (Chain is : wanted.chains().values()) {
      while (was != null && !identical(was, is) && was.id().compareTo(is.id()) < 0) {
        gone(was);
        was = next(before);
      }
      if (was == null || !(identical(was, is) || was.id().equals(is.id()))) {
        written.add(is);
      } else {
        changed(was, is);
        was = next(before);
      }
    }
    for (; was != null; was = next(before)) {
      gone(was);
    }
  }

  private void gone(Chain chain) {
    if (ChainNames.isOfService(chain.id())) {
      deleted.add(chain.id());
    }
  }

  private void changed(Chain was, Chain is) {
    if (!identical(was, is) && !was.equals(is)) {
      Optional<ChainEdit> edit =
          ChainNames.isDispatch(is.id()) ? DispatchDiff.edit(was, is) : Optional.empty();
      edit.ifPresentOrElse(edited::add, () -> written.add(is));
    }
  }

  /** What has not changed is the same object; only then its rules need not be compared. */
  @SuppressWarnings("ReferenceEquality")
  private static boolean identical(Chain was, Chain is) {
    return was == is;
  }

  private static @Nullable Chain next(Iterator<Chain> chains) {
    return chains.hasNext() ? chains.next() : null;
  }

  private static List<JumpRule> missing(List<JumpRule> applied, List<JumpRule> wanted) {
    return applied.equals(wanted)
        ? List.of()
        : wanted.stream().filter(jump -> !applied.contains(jump)).toList();
  }
}
