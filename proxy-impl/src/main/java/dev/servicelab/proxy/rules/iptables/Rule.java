package dev.servicelab.proxy.rules.iptables;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One rule of a chain. Two rules are equal if they do the same: the cause is commentary.
 *
 * @param matches its conditions, in the order kube-proxy gives them
 * @param target what it does
 * @param cause why it is there
 */
public record Rule(List<Match> matches, Target target, Cause cause) {

  public Rule {
    matches = List.copyOf(matches);
  }

  /** A rule whose cause is told later, by {@link #because}. */
  public Rule(List<Match> matches, Target target) {
    this(matches, target, Cause.none());
  }

  /** A rule without a long list. */
  public static Rule of(Target target, Match... matches) {
    return new Rule(List.of(matches), target);
  }

  /** The same rule with its cause. */
  public Rule because(Cause why) {
    return new Rule(matches, target, why);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Rule rule && matches.equals(rule.matches) && target.equals(rule.target);
  }

  @Override
  public int hashCode() {
    return Objects.hash(matches, target);
  }
}
