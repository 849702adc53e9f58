package dev.servicelab.proxy.rules.ipvs.render;

import static dev.servicelab.proxy.rules.iptables.Match.Side.DST;
import static dev.servicelab.proxy.rules.iptables.Match.Side.SRC;

import dev.servicelab.proxy.net.Cidr;
import dev.servicelab.proxy.net.IpFamily;
import dev.servicelab.proxy.plan.Masquerade;
import dev.servicelab.proxy.plan.PodTraffic;
import dev.servicelab.proxy.rules.iptables.Cause;
import dev.servicelab.proxy.rules.iptables.ChainId;
import dev.servicelab.proxy.rules.iptables.Match;
import dev.servicelab.proxy.rules.iptables.Match.Side;
import dev.servicelab.proxy.rules.iptables.Table;
import dev.servicelab.proxy.rules.iptables.Target;
import dev.servicelab.proxy.rules.iptables.Target.Accept;
import dev.servicelab.proxy.rules.iptables.Target.Jump;
import dev.servicelab.proxy.rules.iptables.Target.Return;
import dev.servicelab.proxy.rules.iptables.render.Causes;
import dev.servicelab.proxy.rules.iptables.render.ChainNames;
import dev.servicelab.proxy.rules.iptables.render.MarkedPackets;
import dev.servicelab.proxy.rules.iptables.render.RulesBuilder;
import dev.servicelab.proxy.rules.ipvs.KubeSet;
import dev.servicelab.state.Protocol;
import java.util.List;
import java.util.stream.Stream;

/** The nat table of ipvs mode: whom to masquerade. Translating is the virtual servers' work. */
final class NatChains {
  private static final ChainId SERVICES = chain(ChainNames.SERVICES);
  private static final ChainId NODE_PORT = chain(ChainNames.IPVS_NODE_PORT);
  private static final ChainId LOAD_BALANCER = chain(ChainNames.IPVS_LOAD_BALANCER);
  private static final ChainId POSTROUTING = chain(ChainNames.POSTROUTING);
  private static final Jump MARK_MASQ = new Jump(ChainNames.MARK_MASQ);

  private final SetRules rules;
  private final IpFamily family;

  NatChains(SetRules rules, IpFamily family) {
    this.rules = rules;
    this.family = family;
  }

  void addTo(RulesBuilder builder, Masquerade strangers, int mark) {
    Stream.of(SERVICES, NODE_PORT, LOAD_BALANCER, POSTROUTING).forEach(builder::chain);
    services(builder, strangers);
    nodePorts();
    rules.whereFilled(LOAD_BALANCER, KubeSet.LOAD_BALANCER_LOCAL, new Return(), DST, DST);
    builder.add(LOAD_BALANCER, Cause.none(), MARK_MASQ);
    Target masquerade = new Target.Masquerade(false);
    rules.whereFilled(POSTROUTING, KubeSet.LOOP_BACK, masquerade, DST, DST, SRC);
    MarkedPackets marked = new MarkedPackets(mark);
    marked.leaving(builder, true);
    marked.marking(builder);
  }

  private void services(RulesBuilder builder, Masquerade strangers) {
    Cidr loopback = family == IpFamily.IPV4 ? new Cidr("127.0.0.0", 8) : Cidr.of("::1");
    builder.add(SERVICES, Cause.none(), new Return(), new Match.Source(loopback, false));
    Jump balancer = new Jump(ChainNames.IPVS_LOAD_BALANCER);
    rules.whereFilled(SERVICES, KubeSet.LOAD_BALANCER, balancer, DST, DST);
    clusterIps(strangers);
    rules.whereFilled(SERVICES, KubeSet.EXTERNAL_IP, MARK_MASQ, DST, DST);
    acceptExternal(KubeSet.EXTERNAL_IP);
    acceptExternal(KubeSet.EXTERNAL_IP_LOCAL);
    Jump nodePort = new Jump(ChainNames.IPVS_NODE_PORT);
    builder.add(SERVICES, Cause.none(), nodePort, new Match.ToThisNode());
    // So that whatever others have behind it does not keep packets from the virtual servers.
    rules.silentlyWhereFilled(SERVICES, KubeSet.CLUSTER_IP, new Accept(), DST, DST);
    rules.silentlyWhereFilled(SERVICES, KubeSet.LOAD_BALANCER, new Accept(), DST, DST);
  }

  private void clusterIps(Masquerade strangers) {
    List<Side> to = List.of(DST, DST);
    switch (strangers) {
      case Masquerade.Everybody() ->
          rules.whereFilled(
              SERVICES, KubeSet.CLUSTER_IP, Causes.MASQUERADE_ALL, MARK_MASQ, to, List.of());
      case Masquerade.AllBut(var pods) ->
          rules.whereFilled(
              SERVICES, KubeSet.CLUSTER_IP, Causes.DETECT_LOCAL, MARK_MASQ, to, notFrom(pods));
      // The node has the Service's address and may send from it; nobody could answer that.
      case Masquerade.Nobody() ->
          rules.whereFilled(SERVICES, KubeSet.CLUSTER_IP, MARK_MASQ, SRC, DST);
    }
  }

  private static List<Match> notFrom(PodTraffic pods) {
    return List.of(
        switch (pods) {
          case PodTraffic.FromRange(Cidr range) -> new Match.Source(range, true);
          case PodTraffic.ByInterface(String name) -> new Match.FromInterface(name, true);
          case PodTraffic.ByInterfacePrefix(String prefix) ->
              new Match.FromInterface(prefix + "+", true);
        });
  }

  /** What comes from other machines, and what is for an address that the node itself has. */
  private void acceptExternal(KubeSet set) {
    List<Side> to = List.of(DST, DST);
    List<Match> fromElsewhere = List.of(new Match.NotBridged(), new Match.NotFromThisNode());
    rules.whereFilled(SERVICES, set, Cause.none(), new Accept(), to, fromElsewhere);
    List<Match> toHere = List.of(new Match.ToThisNode());
    rules.whereFilled(SERVICES, set, Cause.none(), new Accept(), to, toHere);
  }

  private void nodePorts() {
    nodePorts(Protocol.TCP, KubeSet.NODE_PORT_LOCAL_TCP, KubeSet.NODE_PORT_TCP, DST);
    nodePorts(Protocol.UDP, KubeSet.NODE_PORT_LOCAL_UDP, KubeSet.NODE_PORT_UDP, DST);
    nodePorts(Protocol.SCTP, KubeSet.NODE_PORT_LOCAL_SCTP, KubeSet.NODE_PORT_SCTP, DST, DST);
  }

  private void nodePorts(Protocol protocol, KubeSet local, KubeSet every, Side... sides) {
    List<Match> first = List.of(new Match.OfProtocol(protocol));
    rules.whereFilled(NODE_PORT, local, Cause.none(), new Return(), List.of(sides), first);
    rules.whereFilled(NODE_PORT, every, Cause.none(), MARK_MASQ, List.of(sides), first);
  }

  private static ChainId chain(String name) {
    return new ChainId(Table.NAT, name);
  }
}
