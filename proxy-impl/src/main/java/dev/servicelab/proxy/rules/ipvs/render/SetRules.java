package dev.servicelab.proxy.rules.ipvs.render;

import dev.servicelab.proxy.net.IpFamily;
import dev.servicelab.proxy.rules.iptables.Cause;
import dev.servicelab.proxy.rules.iptables.ChainId;
import dev.servicelab.proxy.rules.iptables.Match;
import dev.servicelab.proxy.rules.iptables.Match.InSet;
import dev.servicelab.proxy.rules.iptables.Match.Side;
import dev.servicelab.proxy.rules.iptables.Target;
import dev.servicelab.proxy.rules.iptables.render.RulesBuilder;
import dev.servicelab.proxy.rules.ipvs.KubeSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Rules that ask ipsets. Most are there only if their set has an entry. */
final class SetRules {
  private final RulesBuilder builder;
  private final IpFamily family;
  private final Set<KubeSet> filled;

  /**
   * The rules of one family.
   *
   * @param filled the sets with an entry
   */
  SetRules(RulesBuilder builder, IpFamily family, Set<KubeSet> filled) {
    this.builder = builder;
    this.family = family;
    this.filled = filled;
  }

  void whereFilled(ChainId chain, KubeSet set, Target target, Side... sides) {
    whereFilled(chain, set, Cause.none(), target, List.of(sides), List.of());
  }

  /**
   * Adds a rule if a set has an entry.
   *
   * @param others further conditions
   */
  void whereFilled(
      ChainId chain,
      KubeSet set,
      Cause cause,
      Target target,
      List<Side> sides,
      List<Match> others) {
    if (filled.contains(set)) {
      List<Match> matches = new ArrayList<>();
      matches.add(new Match.Comment(set.comment()));
      matches.add(in(set, sides));
      matches.addAll(others);
      builder.add(chain, cause, target, matches);
    }
  }

  /** The same without a comment. */
  void silentlyWhereFilled(ChainId chain, KubeSet set, Target target, Side... sides) {
    if (filled.contains(set)) {
      silently(chain, set, target, sides);
    }
  }

  /** Whatever the set holds. */
  void always(ChainId chain, KubeSet set, Target target, Side... sides) {
    builder.add(
        chain, Cause.none(), target, new Match.Comment(set.comment()), in(set, List.of(sides)));
  }

  /** Whatever the set holds, and without a comment. */
  void silently(ChainId chain, KubeSet set, Target target, Side... sides) {
    builder.add(chain, Cause.none(), target, in(set, List.of(sides)));
  }

  Match in(KubeSet set, List<Side> sides) {
    return new InSet(set.nativeName(family), sides);
  }
}
