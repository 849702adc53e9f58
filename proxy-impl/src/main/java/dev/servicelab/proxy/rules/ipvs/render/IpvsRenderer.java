package dev.servicelab.proxy.rules.ipvs.render;

import dev.servicelab.proxy.net.IpFamily;
import dev.servicelab.proxy.plan.NodePlan;
import dev.servicelab.proxy.plan.ServicePortName;
import dev.servicelab.proxy.plan.ServicePortPlan;
import dev.servicelab.proxy.rules.iptables.Chain;
import dev.servicelab.proxy.rules.iptables.ChainId;
import dev.servicelab.proxy.rules.iptables.IptablesRules;
import dev.servicelab.proxy.rules.iptables.Rule;
import dev.servicelab.proxy.rules.iptables.render.RulesBuilder;
import dev.servicelab.proxy.rules.ipvs.IpvsRules;
import dev.servicelab.proxy.rules.ipvs.IpvsTables;
import dev.servicelab.proxy.rules.ipvs.KubeSet;
import dev.servicelab.proxy.rules.ipvs.SetEntry;
import dev.servicelab.proxy.rules.ipvs.VirtualAddress;
import dev.servicelab.proxy.rules.ipvs.VirtualServer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Says a plan in IPVS' words, as kube-proxy 1.34 does in ipvs mode.
 *
 * <p>The same plan always gives the same rules. A renderer remembers its last ones: where a Service
 * port's plan is the very same object again, so are its virtual servers. For one thread.
 */
public final class IpvsRenderer {
  private final IpvsOptions options;
  private Map<ServicePortName, Rendered> last = new HashMap<>();
  private @Nullable OwnAddresses lastOwn;

  private record Rendered(ServicePortPlan plan, PortPart part) {}

  /** A renderer for one node and address family. */
  public IpvsRenderer(IpvsOptions options) {
    this.options = options;
  }

  /**
   * The rules of a plan.
   *
   * @param own the node's addresses; they decide where node ports are
   */
  public IpvsRules render(NodePlan plan, OwnAddresses own) {
    if (!own.equals(lastOwn)) {
      last = new HashMap<>();
      lastOwn = own;
    }
    List<PortPart> parts = parts(plan, own);
    SortedMap<VirtualAddress, VirtualServer> servers = new TreeMap<>();
    Map<KubeSet, Set<SetEntry>> sets = new EnumMap<>(KubeSet.class);
    EnumSet.allOf(KubeSet.class).forEach(set -> sets.put(set, new HashSet<>()));
    Set<String> bound = new TreeSet<>();
    List<Rule> closed = new ArrayList<>();
    for (PortPart part : parts) {
      // Two Services may claim one address and port: the first one by name has it.
      part.servers().forEach(server -> servers.putIfAbsent(server.address(), server));
      part.members().forEach(one -> add(sets, one.set(), one.entry()));
      bound.addAll(part.bound());
      closed.addAll(part.closed());
    }
    bound.forEach(ip -> add(sets, KubeSet.IPVS_IPS, new SetEntry.Ip(ip)));
    IpvsTables tables = new IpvsTables(sets, true, bound, servers);
    return new IpvsRules(iptables(plan, tables, closed), tables);
  }

  private static void add(Map<KubeSet, Set<SetEntry>> sets, KubeSet set, SetEntry entry) {
    sets.computeIfAbsent(set, absent -> new HashSet<>()).add(entry);
  }

  private List<PortPart> parts(NodePlan plan, OwnAddresses own) {
    Map<ServicePortName, Rendered> now = HashMap.newHashMap(plan.services().size());
    List<PortPart> parts = new ArrayList<>(plan.services().size());
    for (ServicePortPlan port : plan.services()) {
      Rendered known = last.get(port.name());
      Rendered rendered = known != null && isSame(known.plan(), port) ? known : null;
      if (rendered == null) {
        rendered = new Rendered(port, new PortRenderer(port, options, own).render());
      }
      now.put(port.name(), rendered);
      parts.add(rendered.part());
    }
    last = now;
    return parts;
  }

  /** A planner keeps the plan of what has not changed. */
  @SuppressWarnings("ReferenceEquality")
  private static boolean isSame(ServicePortPlan one, ServicePortPlan other) {
    return one == other;
  }

  private IptablesRules iptables(NodePlan plan, IpvsTables tables, List<Rule> closed) {
    IpFamily family = plan.family();
    Set<KubeSet> filled = EnumSet.noneOf(KubeSet.class);
    tables.sets().forEach((set, entries) -> addIf(!entries.isEmpty(), filled, set));
    RulesBuilder builder = new RulesBuilder();
    SetRules rules = new SetRules(builder, family, filled);
    new NatChains(rules, family).addTo(builder, plan.strangers(), options.mark());
    new FilterChains(rules).addTo(builder, closed, options.mark());
    SortedMap<ChainId, Chain> chains = new TreeMap<>();
    builder.chains().forEach(chain -> chains.put(chain.id(), chain));
    return new IptablesRules(family, chains, new TreeSet<>(), IpvsJumps.ALL);
  }

  private static void addIf(boolean condition, Set<KubeSet> filled, KubeSet set) {
    if (condition) {
      filled.add(set);
    }
  }
}
