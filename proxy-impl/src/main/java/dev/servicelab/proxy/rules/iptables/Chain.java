package dev.servicelab.proxy.rules.iptables;

import java.util.List;

/**
 * A chain that is ours alone: what others write into it is taken out again.
 *
 * @param id its table and name
 * @param rules its whole content
 */
public record Chain(ChainId id, List<Rule> rules) {

  public Chain {
    rules = List.copyOf(rules);
  }
}
