package dev.servicelab.proxy.rules.iptables.render;

import static dev.servicelab.proxy.rules.iptables.Table.FILTER;
import static dev.servicelab.proxy.rules.iptables.Table.MANGLE;
import static dev.servicelab.proxy.rules.iptables.Table.NAT;
import static dev.servicelab.proxy.rules.iptables.render.ChainNames.CANARY;
import static dev.servicelab.proxy.rules.iptables.render.ChainNames.FORWARD;
import static dev.servicelab.proxy.rules.iptables.render.ChainNames.KUBE_FIREWALL;
import static dev.servicelab.proxy.rules.iptables.render.ChainNames.MARK_DROP;
import static dev.servicelab.proxy.rules.iptables.render.ChainNames.NODE_PORTS;

import dev.servicelab.proxy.net.Cidr;
import dev.servicelab.proxy.net.IpFamily;
import dev.servicelab.proxy.rules.iptables.Cause;
import dev.servicelab.proxy.rules.iptables.ChainId;
import dev.servicelab.proxy.rules.iptables.Match;
import dev.servicelab.proxy.rules.iptables.Match.Comment;
import dev.servicelab.proxy.rules.iptables.Match.ConnectionState;
import dev.servicelab.proxy.rules.iptables.Match.Count;
import dev.servicelab.proxy.rules.iptables.Match.Destination;
import dev.servicelab.proxy.rules.iptables.Match.Mark;
import dev.servicelab.proxy.rules.iptables.Match.Source;
import dev.servicelab.proxy.rules.iptables.Match.State;
import dev.servicelab.proxy.rules.iptables.Match.ToThisNode;
import dev.servicelab.proxy.rules.iptables.Target.Drop;
import dev.servicelab.proxy.rules.iptables.Target.Jump;
import dev.servicelab.proxy.rules.iptables.Target.SetMark;
import java.util.ArrayList;
import java.util.List;

/** The chains every node has, whatever its Services. */
final class BaseChains {
  /** kube-proxy's counter for packets that {@link IptablesOptions#dropInvalid} drops. */
  static final String INVALID_COUNTER = "ct_state_invalid_dropped_pkts";

  /** kube-proxy's counter for connections to node ports at 127.0.0.1. */
  static final String LOCALHOST_COUNTER = "localhost_nps_accepted_pkts";

  static final ChainId FIREWALL = new ChainId(FILTER, KUBE_FIREWALL);

  private static final ChainId FORWARDED = new ChainId(FILTER, FORWARD);
  private static final ChainId DROPPING = new ChainId(NAT, MARK_DROP);

  /** kubelet's default: mark 0x8000 means "drop". */
  private static final int DROP_BIT = 15;

  static final Cidr LOOPBACK_IPV4 = new Cidr("127.0.0.0", 8);
  static final Cidr LOOPBACK_IPV6 = Cidr.of("::1");
  private static final Comment LAST_RULE =
      new Comment("kubernetes service nodeports; NOTE: this must be the last rule in this chain");

  private final IptablesOptions options;
  private final IpFamily family;

  BaseChains(IptablesOptions options, IpFamily family) {
    this.options = options;
    this.family = family;
  }

  /** Chains and rules that come before those of any Service. */
  void begin(RulesBuilder rules) {
    Dispatch.ALL.forEach(rules::chain);
    List.of(MANGLE, FILTER, NAT).forEach(table -> rules.chain(new ChainId(table, CANARY)));
    MarkedPackets marked = new MarkedPackets(options.mark());
    marked.leaving(rules, options.layout() == Layout.CURRENT);
    marked.marking(rules);
    if (options.layout() != Layout.CURRENT) {
      dropMarked(rules);
    }
    if (localhostNodePorts()) {
      blockLocalnet(rules);
    }
    forward(rules);
  }

  /** The way to node ports: after all other rules, as any packet to this node takes it. */
  void end(RulesBuilder rules) {
    Jump on = new Jump(NODE_PORTS);
    if (options.nodePortAddresses().isEmpty()) {
      rules.add(Dispatch.SERVICES, Causes.NODE_PORT_ADDRESSES, on, anyOwnAddress());
    } else {
      for (String address : options.nodePortAddresses().get()) {
        if (localhostNodePorts() || !loopback().contains(address)) {
          Destination here = new Destination(Cidr.of(address), false);
          rules.add(Dispatch.SERVICES, Causes.NODE_PORT_ADDRESSES, on, here, LAST_RULE);
        }
      }
    }
  }

  /** Node ports at 127.0.0.1 need route_localnet, which IPv6 does not have. */
  boolean localhostNodePorts() {
    return family == IpFamily.IPV4 && options.localhostNodePorts();
  }

  private Cidr loopback() {
    return switch (family) {
      case IPV4 -> LOOPBACK_IPV4;
      case IPV6 -> LOOPBACK_IPV6;
    };
  }

  private List<Match> anyOwnAddress() {
    return localhostNodePorts()
        ? List.of(LAST_RULE, new ToThisNode())
        : List.of(new Destination(loopback(), true), LAST_RULE, new ToThisNode());
  }

  /** kubelet's part in earlier eras. */
  private void dropMarked(RulesBuilder rules) {
    int mark = options.masqueradeBit() == DROP_BIT ? 1 << (DROP_BIT - 1) : 1 << DROP_BIT;
    rules.add(DROPPING, Cause.none(), new SetMark(mark, mark));
    Comment why = new Comment("kubernetes firewall for dropping marked packets");
    rules.add(FIREWALL, Cause.none(), new Drop(), why, new Mark(mark, mark, false));
  }

  /** route_localnet would let neighbours reach what listens on 127.0.0.1: CVE-2020-8558. */
  private static void blockLocalnet(RulesBuilder rules) {
    rules.add(
        FIREWALL,
        Causes.LOCALHOST_NODE_PORTS,
        new Drop(),
        new Source(LOOPBACK_IPV4, true),
        new Destination(LOOPBACK_IPV4, false),
        new Comment("block incoming localnet connections"),
        new ConnectionState(List.of(State.RELATED, State.ESTABLISHED, State.DNAT), true));
  }

  private void forward(RulesBuilder rules) {
    if (options.dropInvalid()) {
      // Else an out-of-window packet passes without NAT and resets the connection:
      // kubernetes issue 74839.
      List<Match> invalid = new ArrayList<>();
      invalid.add(new ConnectionState(List.of(State.INVALID), false));
      if (options.counters()) {
        invalid.add(new Count(INVALID_COUNTER));
      }
      rules.add(FORWARDED, Causes.BE_LIBERAL, new Drop(), invalid);
    }
    new MarkedPackets(options.mark()).forwarded(rules);
  }
}
