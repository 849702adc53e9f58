package dev.servicelab.proxy.rules.iptables.render;

import static dev.servicelab.proxy.rules.iptables.Table.FILTER;
import static dev.servicelab.proxy.rules.iptables.Table.NAT;
import static dev.servicelab.proxy.rules.iptables.render.ChainNames.EXTERNAL_SERVICES;
import static dev.servicelab.proxy.rules.iptables.render.ChainNames.MARK_MASQ;
import static dev.servicelab.proxy.rules.iptables.render.ChainNames.NODE_PORTS;
import static dev.servicelab.proxy.rules.iptables.render.ChainNames.SERVICES;

import dev.servicelab.proxy.net.Cidr;
import dev.servicelab.proxy.plan.Clients;
import dev.servicelab.proxy.plan.Endpoint;
import dev.servicelab.proxy.plan.Frontend;
import dev.servicelab.proxy.plan.FrontendAddress;
import dev.servicelab.proxy.plan.FrontendAddress.ClusterIp;
import dev.servicelab.proxy.plan.FrontendAddress.ExternalIp;
import dev.servicelab.proxy.plan.FrontendAddress.LoadBalancerIp;
import dev.servicelab.proxy.plan.FrontendAddress.NodePort;
import dev.servicelab.proxy.plan.Masquerade;
import dev.servicelab.proxy.plan.ServicePortPlan;
import dev.servicelab.proxy.plan.Verdict;
import dev.servicelab.proxy.rules.iptables.Match;
import dev.servicelab.proxy.rules.iptables.Match.Comment;
import dev.servicelab.proxy.rules.iptables.Match.Count;
import dev.servicelab.proxy.rules.iptables.Match.Destination;
import dev.servicelab.proxy.rules.iptables.Match.Source;
import dev.servicelab.proxy.rules.iptables.Match.ToThisNode;
import dev.servicelab.proxy.rules.iptables.Match.Transport;
import dev.servicelab.proxy.rules.iptables.Rule;
import dev.servicelab.proxy.rules.iptables.Target;
import dev.servicelab.proxy.rules.iptables.Target.Jump;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** The rules of one Service port: its ways in, and the chains they lead to. */
final class ServiceChains {
  private static final Cidr LOOPBACK = new Cidr("127.0.0.0", 8);

  private final ServicePortPlan plan;
  private final RulesBuilder rules;
  private final EndpointChains endpoints;
  private final FirewallChains firewall;
  private final boolean countLocalhost;

  /**
   * The rules of one port.
   *
   * @param terse whether comments that repeat per endpoint are left out
   * @param countLocalhost whether node port connections at 127.0.0.1 are counted
   */
  ServiceChains(ServicePortPlan plan, RulesBuilder rules, boolean terse, boolean countLocalhost) {
    this.plan = plan;
    this.rules = rules;
    this.endpoints = new EndpointChains(plan.name(), rules, terse);
    this.firewall = new FirewallChains(plan.name(), rules);
    this.countLocalhost = countLocalhost;
  }

  void add() {
    List<Endpoint> balanced = List.of();
    boolean externally = false;
    for (Frontend frontend : plan.frontends()) {
      switch (frontend.verdict()) {
        case Verdict.Balance(var usable, var masquerade) -> {
          enter(frontend.address(), masquerade);
          balanced = usable;
          externally |= !(frontend.address() instanceof ClusterIp);
        }
        case Verdict.Reject() ->
            refuse(frontend.address(), "has no endpoints", new Target.Reject());
        case Verdict.Drop() ->
            refuse(frontend.address(), "has no local endpoints", new Target.Drop());
      }
    }
    if (externally) {
      leadIn();
    }
    endpoints.add(service(), balanced);
  }

  /** From the dispatching chains to the Service port's own. */
  private void enter(FrontendAddress address, Masquerade masquerade) {
    switch (address) {
      case ClusterIp(String ip, int port) -> {
        enter(ip, port, "cluster IP", service());
        masqueradeInternal(ip, port, masquerade);
      }
      case ExternalIp(String ip, int port) -> enter(ip, port, "external IP", external());
      case LoadBalancerIp(String ip, int port, Clients.Anyone()) ->
          enter(ip, port, "loadbalancer IP", external());
      case LoadBalancerIp(String ip, int port, Clients.Within(var ranges)) -> {
        enter(ip, port, "loadbalancer IP", ChainNames.firewall(plan.name()));
        firewall.guard(ip, port, ranges);
      }
      case NodePort(int port) -> enterNodePort(port);
    }
  }

  private void enter(String ip, int port, String what, String chain) {
    rules.add(NAT, SERVICES, Rule.of(new Jump(chain), to(ip), comment(what), transport(port)));
  }

  private void enterNodePort(int port) {
    Comment name = new Comment(plan.name().toString());
    if (countLocalhost) {
      rules.add(
          NAT,
          NODE_PORTS,
          Rule.of(
              new Jump(external()),
              new Destination(LOOPBACK, false),
              name,
              transport(port),
              new Count(BaseChains.LOCALHOST_COUNTER)));
    }
    rules.add(NAT, NODE_PORTS, Rule.of(new Jump(external()), name, transport(port)));
  }

  /** In the filter table, as a refused connection must not be translated. */
  private void refuse(FrontendAddress address, String why, Target target) {
    switch (address) {
      case ClusterIp(String ip, int port) ->
          rules.add(FILTER, SERVICES, Rule.of(target, to(ip), comment(why), transport(port)));
      case ExternalIp(String ip, int port) -> refuseExternal(ip, port, why, target);
      case LoadBalancerIp(String ip, int port, _) -> refuseExternal(ip, port, why, target);
      case NodePort(int port) ->
          rules.add(
              FILTER,
              EXTERNAL_SERVICES,
              Rule.of(target, comment(why), new ToThisNode(), transport(port)));
    }
  }

  private void refuseExternal(String ip, int port, String why, Target target) {
    rules.add(FILTER, EXTERNAL_SERVICES, Rule.of(target, to(ip), comment(why), transport(port)));
  }

  private void masqueradeInternal(String ip, int port, Masquerade whom) {
    List<Match> matches = new ArrayList<>();
    switch (whom) {
      case Masquerade.Nobody() -> {
        return;
      }
      case Masquerade.Everybody() -> {}
      case Masquerade.OutsideOf(Cidr pods) -> matches.add(new Source(pods, true));
    }
    matches.add(to(ip));
    matches.add(comment("cluster IP"));
    matches.add(transport(port));
    rules.add(NAT, service(), new Rule(matches, new Jump(MARK_MASQ)));
  }

  /** All external ways lead through one chain, where clients are masqueraded. */
  private void leadIn() {
    String why = "masquerade traffic for " + plan.name() + " external destinations";
    rules.add(NAT, external(), Rule.of(new Jump(MARK_MASQ), new Comment(why)));
    rules.add(NAT, external(), Rule.of(new Jump(service())));
  }

  private String service() {
    return ChainNames.service(plan.name());
  }

  private String external() {
    return ChainNames.external(plan.name());
  }

  private Comment comment(String what) {
    return new Comment(plan.name() + " " + what);
  }

  private Transport transport(int port) {
    return new Transport(plan.name().protocol(), OptionalInt.of(port));
  }

  private static Destination to(String ip) {
    return new Destination(Cidr.of(ip), false);
  }
}
