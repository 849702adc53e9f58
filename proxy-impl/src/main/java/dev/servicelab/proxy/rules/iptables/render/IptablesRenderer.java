package dev.servicelab.proxy.rules.iptables.render;

import dev.servicelab.proxy.plan.NodePlan;
import dev.servicelab.proxy.plan.ServicePortPlan;
import dev.servicelab.proxy.rules.iptables.Chain;
import dev.servicelab.proxy.rules.iptables.ChainId;
import dev.servicelab.proxy.rules.iptables.IptablesRules;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
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
  private final TreeMap<ChainId, Chain> chains = new TreeMap<>();
  private IdentityHashMap<ServicePortPlan, Fragment> last = new IdentityHashMap<>();
  private boolean lastTerse;

  /** A renderer for one node and address family. */
  public IptablesRenderer(IptablesOptions options) {
    this.options = options;
  }

  /** The rules of a plan. */
  public IptablesRules render(NodePlan plan) {
    BaseChains base = new BaseChains(options, plan.family());
    List<Fragment> fragments = fragments(plan, options.counters() && base.localhostNodePorts());
    for (Chain chain : dispatch(base, fragments)) {
      chains.put(chain.id(), chain);
    }
    SortedSet<ChainId> shared = new TreeSet<>();
    if (!chains.containsKey(BaseChains.FIREWALL)) {
      shared.add(BaseChains.FIREWALL);
    }
    return new IptablesRules(plan.family(), chains, shared, BaseJumps.ALL);
  }

  /** In the plan's order; {@code chains} has the ports' own ones afterwards. */
  private List<Fragment> fragments(NodePlan plan, boolean countLocalhost) {
    boolean terse = plan.knownEndpoints() > LARGE_CLUSTER_ENDPOINTS;
    IdentityHashMap<ServicePortPlan, Fragment> gone =
        terse == lastTerse ? last : new IdentityHashMap<>();
    lastTerse = terse;
    last = new IdentityHashMap<>(plan.services().size());
    List<Fragment> fragments = new ArrayList<>(plan.services().size());
    List<Fragment> made = new ArrayList<>();
    for (ServicePortPlan service : plan.services()) {
      Fragment fragment = gone.remove(service);
      if (fragment == null) {
        fragment = new ServiceChains(service, options.layout(), terse, countLocalhost).render();
        made.add(fragment);
      }
      last.put(service, fragment);
      fragments.add(fragment);
    }
    gone.values().forEach(one -> one.own().forEach(chain -> chains.remove(chain.id())));
    made.forEach(one -> one.own().forEach(chain -> chains.put(chain.id(), chain)));
    return fragments;
  }

  /** The chains that all ports share: their lines, between those of every node. */
  private static List<Chain> dispatch(BaseChains base, List<Fragment> fragments) {
    RulesBuilder rules = new RulesBuilder();
    base.begin(rules);
    for (Fragment fragment : fragments) {
      fragment.lines().forEach(rules::addAll);
    }
    base.end(rules);
    return rules.chains();
  }
}
