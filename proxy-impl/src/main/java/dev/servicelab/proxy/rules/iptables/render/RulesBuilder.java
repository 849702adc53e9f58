package dev.servicelab.proxy.rules.iptables.render;

import dev.servicelab.proxy.net.IpFamily;
import dev.servicelab.proxy.rules.iptables.Chain;
import dev.servicelab.proxy.rules.iptables.ChainId;
import dev.servicelab.proxy.rules.iptables.IptablesRules;
import dev.servicelab.proxy.rules.iptables.JumpRule;
import dev.servicelab.proxy.rules.iptables.Rule;
import dev.servicelab.proxy.rules.iptables.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/** Collects rules chain by chain. */
final class RulesBuilder {
  private final Map<ChainId, List<Rule>> chains = new TreeMap<>();

  /** Makes a chain ours, even if nothing is added to it. */
  void chain(Table table, String name) {
    chains.computeIfAbsent(new ChainId(table, name), id -> new ArrayList<>());
  }

  /** Adds to the end of a chain. */
  void add(Table table, String chain, Rule rule) {
    chains.computeIfAbsent(new ChainId(table, chain), id -> new ArrayList<>()).add(rule);
  }

  IptablesRules build(IpFamily family, SortedSet<ChainId> shared, List<JumpRule> jumps) {
    SortedMap<ChainId, Chain> built = new TreeMap<>();
    chains.forEach((id, rules) -> built.put(id, new Chain(id, rules)));
    return new IptablesRules(family, built, shared, jumps);
  }
}
