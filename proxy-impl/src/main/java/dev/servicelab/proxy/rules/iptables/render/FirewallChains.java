package dev.servicelab.proxy.rules.iptables.render;

import static dev.servicelab.proxy.rules.iptables.Table.FILTER;
import static dev.servicelab.proxy.rules.iptables.Table.NAT;
import static dev.servicelab.proxy.rules.iptables.render.ChainNames.PROXY_FIREWALL;

import dev.servicelab.proxy.net.Cidr;
import dev.servicelab.proxy.plan.ServicePortName;
import dev.servicelab.proxy.rules.iptables.Match.Comment;
import dev.servicelab.proxy.rules.iptables.Match.Destination;
import dev.servicelab.proxy.rules.iptables.Match.Source;
import dev.servicelab.proxy.rules.iptables.Match.Transport;
import dev.servicelab.proxy.rules.iptables.Rule;
import dev.servicelab.proxy.rules.iptables.Target.Drop;
import dev.servicelab.proxy.rules.iptables.Target.Jump;
import dev.servicelab.proxy.rules.iptables.Target.None;
import java.util.List;
import java.util.OptionalInt;

/**
 * Load balancer addresses with source ranges. The nat table can only let in: there, a client in a
 * range is translated. Whoever still has the load balancer's address as its destination in the
 * filter table was in none of them, and is dropped.
 */
final class FirewallChains {
  private final ServicePortName name;
  private final RulesBuilder rules;
  private boolean made;

  FirewallChains(ServicePortName name, RulesBuilder rules) {
    this.name = name;
    this.rules = rules;
  }

  /** Guards one address of the port; all of them share the chain and the ranges. */
  void guard(String ip, int port, List<Cidr> ranges) {
    if (!made) {
      letIn(ranges);
      made = true;
    }
    String why = name + " traffic not accepted by " + ChainNames.firewall(name);
    rules.add(
        FILTER,
        PROXY_FIREWALL,
        Rule.of(
            new Drop(),
            new Destination(Cidr.of(ip), false),
            new Comment(why),
            new Transport(name.protocol(), OptionalInt.of(port))));
  }

  private void letIn(List<Cidr> ranges) {
    String chain = ChainNames.firewall(name);
    Comment address = new Comment(name + " loadbalancer IP");
    Jump on = new Jump(ChainNames.external(name));
    ranges.forEach(range -> rules.add(NAT, chain, Rule.of(on, new Source(range, false), address)));
    String rest = "other traffic to " + name + " will be dropped by " + PROXY_FIREWALL;
    rules.add(NAT, chain, Rule.of(new None(), new Comment(rest)));
  }
}
