package dev.servicelab.proxy.rules.iptables.render;

import dev.servicelab.proxy.plan.NodePlan;
import dev.servicelab.proxy.rules.iptables.ChainId;
import dev.servicelab.proxy.rules.iptables.IptablesRules;
import dev.servicelab.proxy.rules.iptables.Table;
import java.util.SortedSet;
import java.util.TreeSet;

/** Says a plan in netfilter's words, rule for rule as kube-proxy 1.34 does in iptables mode. */
public final class IptablesRenderer {
  /** Above this, comments per endpoint are left out: they are 40 % of the text. */
  private static final int LARGE_CLUSTER_ENDPOINTS = 1000;

  private final IptablesOptions options;

  /** A renderer for one node. */
  public IptablesRenderer(IptablesOptions options) {
    this.options = options;
  }

  /** The rules of a plan; the same plan always gives the same rules. */
  public IptablesRules render(NodePlan plan) {
    RulesBuilder rules = new RulesBuilder();
    BaseChains base = new BaseChains(options, plan.family());
    boolean terse = plan.knownEndpoints() > LARGE_CLUSTER_ENDPOINTS;
    boolean countLocalhost = options.counters() && base.localhostNodePorts();
    base.begin(rules);
    plan.services()
        .forEach(service -> new ServiceChains(service, rules, terse, countLocalhost).add());
    base.end(rules);
    SortedSet<ChainId> shared = new TreeSet<>();
    if (!base.localhostNodePorts()) {
      shared.add(new ChainId(Table.FILTER, ChainNames.KUBE_FIREWALL));
    }
    return rules.build(plan.family(), shared, BaseJumps.ALL);
  }
}
