package dev.servicelab.proxy.rules.iptables.render;

import static dev.servicelab.proxy.rules.iptables.Table.FILTER;
import static dev.servicelab.proxy.rules.iptables.Table.NAT;
import static dev.servicelab.proxy.rules.iptables.render.ChainNames.EXTERNAL_SERVICES;
import static dev.servicelab.proxy.rules.iptables.render.ChainNames.FORWARD;
import static dev.servicelab.proxy.rules.iptables.render.ChainNames.KUBE_FIREWALL;
import static dev.servicelab.proxy.rules.iptables.render.ChainNames.NODE_PORTS;
import static dev.servicelab.proxy.rules.iptables.render.ChainNames.POSTROUTING;
import static dev.servicelab.proxy.rules.iptables.render.ChainNames.PROXY_FIREWALL;
import static dev.servicelab.proxy.rules.iptables.render.ChainNames.SERVICES;

import dev.servicelab.proxy.rules.iptables.ChainId;
import dev.servicelab.proxy.rules.iptables.JumpRule;
import dev.servicelab.proxy.rules.iptables.Match.Comment;
import dev.servicelab.proxy.rules.iptables.Match.ConnectionState;
import dev.servicelab.proxy.rules.iptables.Match.State;
import dev.servicelab.proxy.rules.iptables.Rule;
import dev.servicelab.proxy.rules.iptables.Table;
import dev.servicelab.proxy.rules.iptables.Target.Jump;
import java.util.List;
import java.util.stream.Stream;

/** Where packets enter our chains, in the order in which kube-proxy prepends the jumps. */
public final class BaseJumps {
  private static final ConnectionState NEW = new ConnectionState(List.of(State.NEW), false);

  private static final List<JumpRule> KUBELETS =
      List.of(silent("INPUT", KUBE_FIREWALL), silent("OUTPUT", KUBE_FIREWALL));

  /** Those that nobody but a proxy in iptables mode makes. */
  public static final List<JumpRule> OWN =
      List.of(
          first("INPUT", EXTERNAL_SERVICES, "kubernetes externally-visible service portals"),
          first("FORWARD", EXTERNAL_SERVICES, "kubernetes externally-visible service portals"),
          every(FILTER, "INPUT", NODE_PORTS, "kubernetes health check service ports"),
          first("FORWARD", SERVICES, "kubernetes service portals"),
          first("OUTPUT", SERVICES, "kubernetes service portals"),
          every(FILTER, "FORWARD", FORWARD, "kubernetes forwarding rules"),
          first("INPUT", PROXY_FIREWALL, "kubernetes load balancer firewall"),
          first("OUTPUT", PROXY_FIREWALL, "kubernetes load balancer firewall"),
          first("FORWARD", PROXY_FIREWALL, "kubernetes load balancer firewall"),
          every(NAT, "OUTPUT", SERVICES, "kubernetes service portals"),
          every(NAT, "PREROUTING", SERVICES, "kubernetes service portals"),
          every(NAT, "POSTROUTING", POSTROUTING, "kubernetes postrouting rules"));

  static final List<JumpRule> ALL = Stream.concat(OWN.stream(), KUBELETS.stream()).toList();

  private BaseJumps() {}

  /** For the first packet of a connection: what it meets decides for the others. */
  private static JumpRule first(String from, String to, String comment) {
    return new JumpRule(
        new ChainId(FILTER, from), Rule.of(new Jump(to), NEW, new Comment(comment)));
  }

  /** For every packet that comes by; in the nat table these are first packets anyway. */
  private static JumpRule every(Table table, String from, String to, String comment) {
    return new JumpRule(new ChainId(table, from), Rule.of(new Jump(to), new Comment(comment)));
  }

  /** The same rule as kubelet's, so that there is only one. */
  private static JumpRule silent(String from, String to) {
    return new JumpRule(new ChainId(FILTER, from), Rule.of(new Jump(to)));
  }
}
