package dev.servicelab.proxy.rules.iptables.render;

import dev.servicelab.proxy.net.Cidr;
import dev.servicelab.proxy.plan.Endpoint;
import dev.servicelab.proxy.rules.iptables.Cause;
import dev.servicelab.proxy.rules.iptables.ChainId;
import dev.servicelab.proxy.rules.iptables.Match;
import dev.servicelab.proxy.rules.iptables.Match.Comment;
import dev.servicelab.proxy.rules.iptables.Match.OneIn;
import dev.servicelab.proxy.rules.iptables.Match.RecentCheck;
import dev.servicelab.proxy.rules.iptables.Match.RecentSet;
import dev.servicelab.proxy.rules.iptables.Match.Source;
import dev.servicelab.proxy.rules.iptables.Match.Transport;
import dev.servicelab.proxy.rules.iptables.Target.Dnat;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** Load balancing: from a Service port's chains to its endpoints' chains. */
final class EndpointChains {
  private final PortRules port;
  private final boolean terse;
  private final Map<Endpoint, ChainId> reached = new LinkedHashMap<>();

  /**
   * The endpoints of one port.
   *
   * @param terse whether comments that repeat per endpoint are left out
   */
  EndpointChains(PortRules port, boolean terse) {
    this.port = port;
    this.terse = terse;
  }

  /** What is said about a rule that leads to an endpoint. */
  interface Remark {
    Comment about(int index, Endpoint endpoint);
  }

  /** Adds the choice among some endpoints to a chain. */
  void balance(ChainId chain, List<Endpoint> endpoints, Remark known, Remark any) {
    port.plan().affinitySeconds().ifPresent(seconds -> stay(chain, endpoints, known, seconds));
    int left = endpoints.size();
    for (int i = 0; i < endpoints.size(); i++) {
      Endpoint endpoint = endpoints.get(i);
      List<Match> matches = comment(any.about(i, endpoint));
      if (left > 1) {
        // One in three, then one in two of the rest, then all: each a third of the whole.
        matches.add(new OneIn(left));
      }
      left--;
      Cause cause = port.causes().of(endpoint);
      port.rules().add(chain, cause, PortRules.to(chainOf(endpoint)), matches);
    }
  }

  /** Known clients first. The list of each endpoint's clients has the name of its chain. */
  private void stay(ChainId chain, List<Endpoint> endpoints, Remark remark, int seconds) {
    Cause cause = port.causes().service("spec.sessionAffinity");
    for (int i = 0; i < endpoints.size(); i++) {
      ChainId to = chainOf(endpoints.get(i));
      List<Match> matches = comment(remark.about(i, endpoints.get(i)));
      matches.add(new RecentCheck(to.name(), seconds));
      port.rules().add(chain, cause, PortRules.to(to), matches);
    }
  }

  /** Adds the chains of all endpoints that are reached by one of the choices. */
  void end() {
    reached.forEach(this::translate);
  }

  private void translate(Endpoint endpoint, ChainId chain) {
    Cause cause = port.causes().of(endpoint);
    // Hairpin: a pod that reaches itself would answer itself directly, past the translation.
    List<Match> itself = comment(port.comment(""));
    itself.addFirst(new Source(Cidr.of(endpoint.ip()), false));
    port.rules().add(chain, cause, PortRules.MARK_MASQ, itself);
    List<Match> anyone = comment(port.comment(""));
    if (port.plan().affinitySeconds().isPresent()) {
      anyone.add(new RecentSet(chain.name()));
    }
    anyone.add(new Transport(port.plan().name().protocol(), OptionalInt.empty()));
    port.rules().add(chain, cause, new Dnat(endpoint.toString()), anyone);
  }

  private ChainId chainOf(Endpoint endpoint) {
    return reached.computeIfAbsent(endpoint, port.chains()::endpoint);
  }

  private List<Match> comment(Comment comment) {
    List<Match> matches = new ArrayList<>(3);
    if (!terse) {
      matches.add(comment);
    }
    return matches;
  }
}
