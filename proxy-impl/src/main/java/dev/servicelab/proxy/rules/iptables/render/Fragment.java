package dev.servicelab.proxy.rules.iptables.render;

import dev.servicelab.proxy.rules.iptables.Chain;
import java.util.ArrayList;
import java.util.List;

/**
 * All that one Service port has among the rules.
 *
 * @param own the chains it has for itself
 * @param lines its part of the chains in {@link Dispatch}
 */
record Fragment(List<Chain> own, List<Chain> lines) {

  static Fragment of(List<Chain> chains) {
    List<Chain> own = new ArrayList<>(chains.size());
    List<Chain> lines = new ArrayList<>(2);
    for (Chain chain : chains) {
      (Dispatch.ALL.contains(chain.id()) ? lines : own).add(chain);
    }
    return new Fragment(List.copyOf(own), List.copyOf(lines));
  }
}
