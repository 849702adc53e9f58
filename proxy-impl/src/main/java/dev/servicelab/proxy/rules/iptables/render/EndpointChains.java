package dev.servicelab.proxy.rules.iptables.render;

import static dev.servicelab.proxy.rules.iptables.Table.NAT;
import static dev.servicelab.proxy.rules.iptables.render.ChainNames.MARK_MASQ;

import dev.servicelab.proxy.net.Cidr;
import dev.servicelab.proxy.plan.Endpoint;
import dev.servicelab.proxy.plan.ServicePortName;
import dev.servicelab.proxy.rules.iptables.Match;
import dev.servicelab.proxy.rules.iptables.Match.Comment;
import dev.servicelab.proxy.rules.iptables.Match.OneIn;
import dev.servicelab.proxy.rules.iptables.Match.Source;
import dev.servicelab.proxy.rules.iptables.Match.Transport;
import dev.servicelab.proxy.rules.iptables.Rule;
import dev.servicelab.proxy.rules.iptables.Target.Dnat;
import dev.servicelab.proxy.rules.iptables.Target.Jump;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** Load balancing: from a Service port's chain to its endpoints' chains. */
final class EndpointChains {
  private final ServicePortName name;
  private final RulesBuilder rules;
  private final boolean terse;

  EndpointChains(ServicePortName name, RulesBuilder rules, boolean terse) {
    this.name = name;
    this.rules = rules;
    this.terse = terse;
  }

  /** Adds the choice to a chain, and the endpoints' own chains. */
  void add(String serviceChain, List<Endpoint> endpoints) {
    int left = endpoints.size();
    for (Endpoint endpoint : endpoints) {
      List<Match> matches = comment(name + " -> " + endpoint);
      if (left > 1) {
        // One in three, then one in two of the rest, then all: each a third of the whole.
        matches.add(new OneIn(left));
      }
      left--;
      Jump jump = new Jump(ChainNames.endpoint(name, endpoint));
      rules.add(NAT, serviceChain, new Rule(matches, jump));
      add(endpoint);
    }
  }

  private void add(Endpoint endpoint) {
    String chain = ChainNames.endpoint(name, endpoint);
    // Hairpin: a pod that reaches itself would answer itself directly, past the translation.
    List<Match> itself = new ArrayList<>();
    itself.add(new Source(Cidr.of(endpoint.ip()), false));
    itself.addAll(comment(name.toString()));
    rules.add(NAT, chain, new Rule(itself, new Jump(MARK_MASQ)));
    List<Match> anyone = comment(name.toString());
    anyone.add(new Transport(name.protocol(), OptionalInt.empty()));
    rules.add(NAT, chain, new Rule(anyone, new Dnat(endpoint.toString())));
  }

  private List<Match> comment(String text) {
    List<Match> matches = new ArrayList<>();
    if (!terse) {
      matches.add(new Comment(text));
    }
    return matches;
  }
}
