package dev.servicelab.proxy.rules.iptables.render;

import dev.servicelab.proxy.plan.NodePlan;
import dev.servicelab.proxy.rules.iptables.Chain;
import dev.servicelab.proxy.rules.iptables.ChainId;
import dev.servicelab.proxy.rules.iptables.IptablesRules;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Says a plan in netfilter's words, rule for rule as kube-proxy 1.34 does in iptables mode.
 *
 * <p>The same plan always gives the same rules. A renderer remembers its last ones: where a Service
 * port's plan is the very same object again, so are the port's chains. For one thread.
 */
public final class IptablesRenderer {
  /** Above this, comments per endpoint are left out: they are 40 % of the text. */
  private static final int LARGE_CLUSTER_ENDPOINTS = 1000;

  private final IptablesOptions options;
  private final RenderedPorts ports = new RenderedPorts();
  private List<Chain> shared = List.of();
  private boolean lastTerse;

  /** A renderer for one node and address family. */
  public IptablesRenderer(IptablesOptions options) {
    this.options = options;
  }

  /** The rules of a plan. */
  public IptablesRules render(NodePlan plan) {
    BaseChains base = new BaseChains(options, plan.family());
    boolean countLocalhost = options.counters() && base.localhostNodePorts();
    boolean terse = plan.knownEndpoints() > LARGE_CLUSTER_ENDPOINTS;
    if (terse != lastTerse) {
      ports.clear();
      lastTerse = terse;
    }
    boolean changed =
        ports.update(
            plan.services(),
            port ->
                new ServiceChains(port, plan.family(), options.layout(), terse, countLocalhost)
                    .render());
    if (changed || shared.isEmpty()) {
      shared = shared(base);
    }
    SortedMap<ChainId, Chain> chains = new TreeMap<>(ports.chains());
    shared.forEach(chain -> chains.put(chain.id(), chain));
    SortedSet<ChainId> foreign = new TreeSet<>();
    if (!chains.containsKey(BaseChains.FIREWALL)) {
      foreign.add(BaseChains.FIREWALL);
    }
    return new IptablesRules(plan.family(), chains, foreign, BaseJumps.ALL);
  }

  private List<Chain> shared(BaseChains base) {
    RulesBuilder rules = new RulesBuilder();
    base.begin(rules);
    ports.lines().forEach(rules::addAll);
    base.end(rules);
    return rules.chains();
  }
}
