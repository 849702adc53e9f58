package dev.servicelab.proxy.rules.iptables;

import java.util.List;

/**
 * One rule of a chain.
 *
 * @param matches its conditions, in the order kube-proxy gives them
 * @param target what it does
 */
public record Rule(List<Match> matches, Target target) {

  public Rule {
    matches = List.copyOf(matches);
  }

  /** A rule without a long list. */
  public static Rule of(Target target, Match... matches) {
    return new Rule(List.of(matches), target);
  }
}
