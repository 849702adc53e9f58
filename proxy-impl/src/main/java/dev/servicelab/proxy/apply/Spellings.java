package dev.servicelab.proxy.apply;

import dev.servicelab.proxy.diff.Changes;
import dev.servicelab.proxy.diff.KernelRules;
import dev.servicelab.proxy.rules.iptables.Chain;
import dev.servicelab.proxy.rules.iptables.ChainId;
import dev.servicelab.proxy.rules.iptables.JumpRule;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the kernel's tools print otherwise than we do although it is the same. Another version of
 * {@code iptables-save} may have its own way with a match; without this, such a rule would look
 * tampered with forever.
 */
final class Spellings {
  private static final System.Logger LOG = System.getLogger(Spellings.class.getName());

  private final Map<ChainId, Spelling> chains = new HashMap<>();
  private final Set<JumpRule> jumps = new HashSet<>();

  private record Spelling(Chain ours, @Nullable List<String> theirs) {}

  /** Takes what is left different right after a batch was accepted. */
  void learn(Changes left, KernelRules kernel) {
    for (Chain chain : left.written()) {
      chains.put(chain.id(), new Spelling(chain, kernel.rules(chain.id())));
      LOG.log(System.Logger.Level.INFO, "{0} is spelt differently here", chain.id().name());
    }
    jumps.addAll(left.jumps());
  }

  /** The changes that are more than spelling. */
  Changes without(Changes changes, KernelRules kernel) {
    List<Chain> written =
        changes.written().stream()
            .filter(
                chain ->
                    !new Spelling(chain, kernel.rules(chain.id())).equals(chains.get(chain.id())))
            .toList();
    List<JumpRule> missing =
        changes.jumps().stream().filter(jump -> !jumps.contains(jump)).toList();
    return new Changes(
        changes.made(), written, changes.edited(), changes.deleted(), missing, changes.unlinked());
  }
}
