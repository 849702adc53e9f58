package dev.servicelab.proxy.rules.iptables.render;

import dev.servicelab.proxy.rules.iptables.Cause;
import dev.servicelab.proxy.rules.iptables.Chain;
import dev.servicelab.proxy.rules.iptables.ChainId;
import dev.servicelab.proxy.rules.iptables.Match;
import dev.servicelab.proxy.rules.iptables.Rule;
import dev.servicelab.proxy.rules.iptables.Target;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects rules chain by chain. */
public final class RulesBuilder {
  private final Map<ChainId, List<Rule>> chains = new LinkedHashMap<>();

  /** A builder without any chain. */
  public RulesBuilder() {}

  /** Makes a chain ours, even if nothing is added to it. */
  public void chain(ChainId id) {
    chains.computeIfAbsent(id, absent -> new ArrayList<>(4));
  }

  /** Adds to the end of a chain. */
  public void add(ChainId id, Cause cause, Target target, List<Match> matches) {
    chains.computeIfAbsent(id, absent -> new ArrayList<>(4)).add(new Rule(matches, target, cause));
  }

  /** Adds to the end of a chain. */
  public void add(ChainId id, Cause cause, Target target, Match... matches) {
    add(id, cause, target, List.of(matches));
  }

  /** Adds all rules of a chain to the end of the chain of the same name. */
  void addAll(Chain part) {
    chains.computeIfAbsent(part.id(), absent -> new ArrayList<>(4)).addAll(part.rules());
  }

  /** The chains with what was added so far, in the order they were first named in. */
  public List<Chain> chains() {
    List<Chain> built = new ArrayList<>(chains.size());
    chains.forEach((id, rules) -> built.add(new Chain(id, rules)));
    return built;
  }
}
