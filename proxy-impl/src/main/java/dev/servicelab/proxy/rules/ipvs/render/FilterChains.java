package dev.servicelab.proxy.rules.ipvs.render;

import static dev.servicelab.proxy.rules.iptables.Match.Side.DST;
import static dev.servicelab.proxy.rules.iptables.Match.Side.SRC;

import dev.servicelab.proxy.rules.iptables.Cause;
import dev.servicelab.proxy.rules.iptables.ChainId;
import dev.servicelab.proxy.rules.iptables.Match;
import dev.servicelab.proxy.rules.iptables.Match.State;
import dev.servicelab.proxy.rules.iptables.Rule;
import dev.servicelab.proxy.rules.iptables.Table;
import dev.servicelab.proxy.rules.iptables.Target.Accept;
import dev.servicelab.proxy.rules.iptables.Target.Drop;
import dev.servicelab.proxy.rules.iptables.Target.Jump;
import dev.servicelab.proxy.rules.iptables.Target.Reject;
import dev.servicelab.proxy.rules.iptables.Target.Return;
import dev.servicelab.proxy.rules.iptables.render.ChainNames;
import dev.servicelab.proxy.rules.iptables.render.MarkedPackets;
import dev.servicelab.proxy.rules.iptables.render.RulesBuilder;
import dev.servicelab.proxy.rules.ipvs.KubeSet;
import java.util.List;
import java.util.stream.Stream;

/** The filter table of ipvs mode: source ranges, and what else listens on the node. */
final class FilterChains {
  private static final ChainId NODE_PORT = chain(ChainNames.IPVS_NODE_PORT);
  private static final ChainId FIREWALL = chain(ChainNames.PROXY_FIREWALL);
  private static final ChainId RANGES = chain(ChainNames.IPVS_SOURCE_RANGES);
  private static final ChainId FILTER = chain(ChainNames.IPVS_FILTER);
  private static final ChainId OUT_FILTER = chain(ChainNames.IPVS_OUT_FILTER);

  private final SetRules rules;

  FilterChains(SetRules rules) {
    this.rules = rules;
  }

  /**
   * Adds them.
   *
   * @param closed rules against the node's own processes
   */
  void addTo(RulesBuilder builder, List<Rule> closed, int mark) {
    Stream.of(NODE_PORT, FIREWALL, RANGES, FILTER, OUT_FILTER).forEach(builder::chain);
    rules.always(NODE_PORT, KubeSet.HEALTH_CHECK_NODE_PORT, new Accept(), DST);
    Jump ranges = new Jump(ChainNames.IPVS_SOURCE_RANGES);
    rules.whereFilled(FIREWALL, KubeSet.LOAD_BALANCER_FW, ranges, DST, DST);
    rules.whereFilled(RANGES, KubeSet.LOAD_BALANCER_SOURCE_CIDR, new Return(), DST, DST, SRC);
    rules.whereFilled(RANGES, KubeSet.LOAD_BALANCER_SOURCE_IP, new Return(), DST, DST, SRC);
    builder.add(RANGES, Cause.none(), new Drop());
    closed.forEach(rule -> builder.add(OUT_FILTER, rule.cause(), rule.target(), rule.matches()));
    new MarkedPackets(mark).forwarded(builder);
    protectHost(builder);
  }

  /**
   * A virtual address is one of the node's own, so what listens at all addresses of the node would
   * answer at it, too: kubernetes issue 72236.
   */
  private void protectHost(RulesBuilder builder) {
    Stream.of(
            KubeSet.LOAD_BALANCER,
            KubeSet.CLUSTER_IP,
            KubeSet.EXTERNAL_IP,
            KubeSet.EXTERNAL_IP_LOCAL)
        .forEach(set -> rules.silently(FILTER, set, new Return(), DST, DST));
    rules.silently(FILTER, KubeSet.HEALTH_CHECK_NODE_PORT, new Return(), DST);
    Match first = new Match.ConnectionState(List.of(State.NEW), false);
    Match toVirtual = rules.in(KubeSet.IPVS_IPS, List.of(DST));
    builder.add(FILTER, Cause.none(), new Reject(), first, toVirtual);
  }

  private static ChainId chain(String name) {
    return new ChainId(Table.FILTER, name);
  }
}
