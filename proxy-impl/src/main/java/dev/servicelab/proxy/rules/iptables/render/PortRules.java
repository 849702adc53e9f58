package dev.servicelab.proxy.rules.iptables.render;

import dev.servicelab.proxy.net.Cidr;
import dev.servicelab.proxy.net.IpFamily;
import dev.servicelab.proxy.plan.PodTraffic;
import dev.servicelab.proxy.plan.ServicePortPlan;
import dev.servicelab.proxy.rules.iptables.Cause;
import dev.servicelab.proxy.rules.iptables.ChainId;
import dev.servicelab.proxy.rules.iptables.Match;
import dev.servicelab.proxy.rules.iptables.Match.Comment;
import dev.servicelab.proxy.rules.iptables.Match.Destination;
import dev.servicelab.proxy.rules.iptables.Match.FromInterface;
import dev.servicelab.proxy.rules.iptables.Match.Source;
import dev.servicelab.proxy.rules.iptables.Match.Transport;
import dev.servicelab.proxy.rules.iptables.Target;
import dev.servicelab.proxy.rules.iptables.Target.Jump;
import java.util.OptionalInt;

/**
 * What all rules of one Service port are made from.
 *
 * @param plan what they say
 * @param family of which addresses
 * @param chains where they stand
 * @param causes who asked for them
 * @param rules takes them
 */
record PortRules(
    ServicePortPlan plan, IpFamily family, PortChains chains, Causes causes, RulesBuilder rules) {
  static final Jump MARK_MASQ = new Jump(ChainNames.MARK_MASQ);

  static PortRules of(ServicePortPlan plan, IpFamily family, Layout layout) {
    return new PortRules(
        plan,
        family,
        new PortChains(plan.name(), layout),
        new Causes(plan.name()),
        new RulesBuilder());
  }

  void add(ChainId chain, Cause cause, Target target, Match... matches) {
    rules.add(chain, cause, target, matches);
  }

  /** The Service port's name, and something about it. */
  Comment comment(String what) {
    return new Comment(chains.label() + what);
  }

  /** The Service port's name within a sentence. */
  Comment comment(String before, String after) {
    return new Comment(before + chains.label() + after);
  }

  Transport transport(int port) {
    return new Transport(plan.name().protocol(), OptionalInt.of(port));
  }

  static Jump to(ChainId chain) {
    return new Jump(chain.name());
  }

  static Destination at(String ip) {
    return new Destination(Cidr.of(ip), false);
  }

  /** Holds for packets of pods, or for all others. */
  static Match from(PodTraffic pods, boolean not) {
    return switch (pods) {
      case PodTraffic.FromRange(Cidr range) -> new Source(range, not);
      case PodTraffic.ByInterface(String name) -> new FromInterface(name, not);
      case PodTraffic.ByInterfacePrefix(String prefix) -> new FromInterface(prefix + "+", not);
    };
  }
}
