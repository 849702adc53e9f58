package dev.servicelab.proxy.trace;

import dev.servicelab.proxy.rules.iptables.ChainId;
import dev.servicelab.proxy.rules.iptables.Rule;
import java.util.List;
import java.util.Optional;

/**
 * One possible way of a packet.
 *
 * @param fate where it ends
 * @param masqueraded whether the endpoint sees the node's address instead of the client's
 * @param probability how likely it is among all ways of the same packet, above 0 and up to 1
 * @param steps the rules that held, in order
 * @param hop what a virtual server did with it; empty unless it met one
 */
public record Trace(
    Fate fate, boolean masqueraded, double probability, List<Step> steps, Optional<Hop> hop) {

  public Trace {
    steps = List.copyOf(steps);
  }

  /**
   * A rule that held.
   *
   * @param chain where it is
   * @param rule the rule
   */
  public record Step(ChainId chain, Rule rule) {}
}
