package dev.servicelab.proxy.rules.iptables.render;

import static dev.servicelab.proxy.rules.iptables.Table.FILTER;
import static dev.servicelab.proxy.rules.iptables.Table.MANGLE;
import static dev.servicelab.proxy.rules.iptables.Table.NAT;
import static dev.servicelab.proxy.rules.iptables.render.ChainNames.CANARY;
import static dev.servicelab.proxy.rules.iptables.render.ChainNames.EXTERNAL_SERVICES;
import static dev.servicelab.proxy.rules.iptables.render.ChainNames.FORWARD;
import static dev.servicelab.proxy.rules.iptables.render.ChainNames.KUBE_FIREWALL;
import static dev.servicelab.proxy.rules.iptables.render.ChainNames.MARK_MASQ;
import static dev.servicelab.proxy.rules.iptables.render.ChainNames.NODE_PORTS;
import static dev.servicelab.proxy.rules.iptables.render.ChainNames.POSTROUTING;
import static dev.servicelab.proxy.rules.iptables.render.ChainNames.PROXY_FIREWALL;
import static dev.servicelab.proxy.rules.iptables.render.ChainNames.SERVICES;

import dev.servicelab.proxy.net.Cidr;
import dev.servicelab.proxy.net.IpFamily;
import dev.servicelab.proxy.rules.iptables.Match;
import dev.servicelab.proxy.rules.iptables.Match.Comment;
import dev.servicelab.proxy.rules.iptables.Match.ConnectionState;
import dev.servicelab.proxy.rules.iptables.Match.Count;
import dev.servicelab.proxy.rules.iptables.Match.Destination;
import dev.servicelab.proxy.rules.iptables.Match.Mark;
import dev.servicelab.proxy.rules.iptables.Match.Source;
import dev.servicelab.proxy.rules.iptables.Match.State;
import dev.servicelab.proxy.rules.iptables.Match.ToThisNode;
import dev.servicelab.proxy.rules.iptables.Rule;
import dev.servicelab.proxy.rules.iptables.Target.Accept;
import dev.servicelab.proxy.rules.iptables.Target.Drop;
import dev.servicelab.proxy.rules.iptables.Target.Jump;
import dev.servicelab.proxy.rules.iptables.Target.Masquerade;
import dev.servicelab.proxy.rules.iptables.Target.Return;
import dev.servicelab.proxy.rules.iptables.Target.SetMark;
import java.util.ArrayList;
import java.util.List;

/** The chains every node has, whatever its Services. */
final class BaseChains {
  /** kube-proxy's counter for packets that {@link IptablesOptions#dropInvalid} drops. */
  static final String INVALID_COUNTER = "ct_state_invalid_dropped_pkts";

  /** kube-proxy's counter for connections to node ports at 127.0.0.1. */
  static final String LOCALHOST_COUNTER = "localhost_nps_accepted_pkts";

  private static final Cidr LOOPBACK_IPV4 = new Cidr("127.0.0.0", 8);
  private static final Cidr LOOPBACK_IPV6 = Cidr.of("::1");
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
    List.of(SERVICES, EXTERNAL_SERVICES, FORWARD, NODE_PORTS, PROXY_FIREWALL)
        .forEach(name -> rules.chain(FILTER, name));
    List.of(SERVICES, NODE_PORTS, POSTROUTING, MARK_MASQ).forEach(name -> rules.chain(NAT, name));
    List.of(MANGLE, FILTER, NAT).forEach(table -> rules.chain(table, CANARY));
    postrouting(rules);
    rules.add(NAT, MARK_MASQ, Rule.of(new SetMark(options.mark(), options.mark())));
    if (localhostNodePorts()) {
      rules.add(FILTER, KUBE_FIREWALL, blockLocalnet());
    }
    forward(rules);
  }

  /** The way to node ports: after all other rules, as any packet to this node takes it. */
  void end(RulesBuilder rules) {
    if (options.nodePortAddresses().isEmpty()) {
      rules.add(NAT, SERVICES, new Rule(anyOwnAddress(), new Jump(NODE_PORTS)));
    } else {
      for (String address : options.nodePortAddresses().get()) {
        Destination here = new Destination(Cidr.of(address), false);
        rules.add(NAT, SERVICES, Rule.of(new Jump(NODE_PORTS), here, LAST_RULE));
      }
    }
  }

  /** Node ports at 127.0.0.1 need route_localnet, which IPv6 does not have. */
  boolean localhostNodePorts() {
    return family == IpFamily.IPV4 && options.localhostNodePorts();
  }

  private List<Match> anyOwnAddress() {
    List<Match> matches = new ArrayList<>();
    if (family == IpFamily.IPV6) {
      matches.add(new Destination(LOOPBACK_IPV6, true));
    } else if (!options.localhostNodePorts()) {
      matches.add(new Destination(LOOPBACK_IPV4, true));
    }
    matches.add(LAST_RULE);
    matches.add(new ToThisNode());
    return matches;
  }

  private void postrouting(RulesBuilder rules) {
    int mark = options.mark();
    rules.add(NAT, POSTROUTING, Rule.of(new Return(), new Mark(mark, mark, true)));
    // Cleared, so that a packet that comes through the stack again is not masqueraded again.
    rules.add(NAT, POSTROUTING, Rule.of(new SetMark(mark, 0)));
    Comment reason = new Comment("kubernetes service traffic requiring SNAT");
    rules.add(NAT, POSTROUTING, Rule.of(new Masquerade(true), reason));
  }

  /** route_localnet would let neighbours reach what listens on 127.0.0.1: CVE-2020-8558. */
  private static Rule blockLocalnet() {
    return Rule.of(
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
      rules.add(FILTER, FORWARD, new Rule(invalid, new Drop()));
    }
    // So that node ports work where the FORWARD policy is DROP.
    Comment first = new Comment("kubernetes forwarding rules");
    Mark marked = new Mark(options.mark(), options.mark(), false);
    rules.add(FILTER, FORWARD, Rule.of(new Accept(), first, marked));
    Comment rest = new Comment("kubernetes forwarding conntrack rule");
    ConnectionState known = new ConnectionState(List.of(State.RELATED, State.ESTABLISHED), false);
    rules.add(FILTER, FORWARD, Rule.of(new Accept(), rest, known));
  }
}
