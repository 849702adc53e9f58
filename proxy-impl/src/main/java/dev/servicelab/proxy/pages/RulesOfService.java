package dev.servicelab.proxy.pages;

import dev.servicelab.proxy.rules.iptables.Chain;
import dev.servicelab.proxy.rules.iptables.ChainId;
import dev.servicelab.proxy.rules.iptables.IptablesRules;
import dev.servicelab.proxy.rules.iptables.Rule;
import dev.servicelab.proxy.rules.iptables.Target;
import dev.servicelab.proxy.rules.iptables.render.ChainNames;
import dev.servicelab.state.ObjectName;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** The part of a node's rules that one Service has asked for, and the chains they lead to. */
final class RulesOfService {
  private final IptablesRules all;
  private final String object;

  RulesOfService(IptablesRules all, ObjectName service) {
    this.all = all;
    this.object = "Service " + service;
  }

  IptablesRules rules() {
    SortedMap<ChainId, Chain> chains = new TreeMap<>();
    Deque<ChainId> reached = new ArrayDeque<>();
    for (Chain chain : all.chains().values()) {
      // A Service's own chains are taken whole when a rule leads there.
      List<Rule> own =
          ChainNames.isOfService(chain.id())
              ? List.of()
              : chain.rules().stream().filter(this::isOwn).toList();
      if (!own.isEmpty()) {
        chains.put(chain.id(), new Chain(chain.id(), own));
        own.forEach(rule -> addTarget(reached, chain.id(), rule));
      }
    }
    addReached(chains, reached);
    return new IptablesRules(all.family(), chains, new TreeSet<>(), List.of());
  }

  private void addReached(SortedMap<ChainId, Chain> chains, Deque<ChainId> reached) {
    Set<ChainId> seen = new HashSet<>();
    while (!reached.isEmpty()) {
      Chain chain = all.chains().get(reached.remove());
      if (chain != null && ChainNames.isOfService(chain.id()) && seen.add(chain.id())) {
        chains.put(chain.id(), chain);
        chain.rules().forEach(rule -> addTarget(reached, chain.id(), rule));
      }
    }
  }

  private static void addTarget(Deque<ChainId> reached, ChainId from, Rule rule) {
    if (rule.target() instanceof Target.Jump(String chain)) {
      reached.add(new ChainId(from.table(), chain));
    }
  }

  private boolean isOwn(Rule rule) {
    return rule.cause().object().equals(object);
  }
}
