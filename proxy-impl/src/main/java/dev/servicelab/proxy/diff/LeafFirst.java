package dev.servicelab.proxy.diff;

import dev.servicelab.proxy.rules.iptables.Chain;
import dev.servicelab.proxy.rules.iptables.Rule;
import dev.servicelab.proxy.rules.iptables.Target;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Puts the chains of one table in an order in which each comes after those it leads to, and
 * otherwise mixed: iptables-nft-save sorts chains in a way that takes 5 s for 20,000 that it finds
 * sorted already, and 0.1 s for a mixture.
 */
final class LeafFirst {
  private static final Comparator<Chain> MIXED =
      Comparator.comparingInt(chain -> chain.id().name().hashCode());

  private final Map<String, Chain> byName = new HashMap<>();
  private final List<Chain> sorted = new ArrayList<>();

  private LeafFirst(List<Chain> chains) {
    chains.forEach(chain -> byName.put(chain.id().name(), chain));
  }

  /** The same chains; they must not lead in circles, which the kernel does not take either. */
  static List<Chain> sorted(List<Chain> chains) {
    LeafFirst order = new LeafFirst(chains);
    chains.stream().sorted(MIXED).forEach(order::add);
    return order.sorted;
  }

  private void add(Chain chain) {
    if (byName.remove(chain.id().name()) == null) {
      return;
    }
    for (Rule rule : chain.rules()) {
      if (rule.target() instanceof Target.Jump(String name)) {
        Chain next = byName.get(name);
        if (next != null) {
          add(next);
        }
      }
    }
    sorted.add(chain);
  }
}
