package dev.servicelab.proxy.rules.iptables.render;

import dev.servicelab.proxy.net.Cidr;
import dev.servicelab.proxy.plan.FrontendAddress;
import dev.servicelab.proxy.plan.FrontendAddress.ClusterIp;
import dev.servicelab.proxy.plan.FrontendAddress.ExternalIp;
import dev.servicelab.proxy.plan.FrontendAddress.LoadBalancerIp;
import dev.servicelab.proxy.plan.FrontendAddress.NodePort;
import dev.servicelab.proxy.rules.iptables.Cause;
import dev.servicelab.proxy.rules.iptables.ChainId;
import dev.servicelab.proxy.rules.iptables.Match.Comment;
import dev.servicelab.proxy.rules.iptables.Match.Destination;
import dev.servicelab.proxy.rules.iptables.Match.ToThisNode;
import dev.servicelab.proxy.rules.iptables.Match.Transport;
import dev.servicelab.proxy.rules.iptables.Target;
import dev.servicelab.proxy.rules.iptables.Target.Accept;
import dev.servicelab.proxy.rules.iptables.Target.Drop;
import dev.servicelab.proxy.rules.iptables.Target.Reject;
import dev.servicelab.state.Protocol;
import java.util.OptionalInt;

/**
 * A Service port's rules in the filter table, the same in every layout. There, as the nat table
 * cannot refuse: whoever was translated has another destination by now and meets none of them.
 */
final class Refusals {
  private final PortRules port;

  Refusals(PortRules port) {
    this.port = port;
  }

  /** No endpoint anywhere: clients are told at once. */
  void reject(FrontendAddress address) {
    refuse(address, " has no endpoints", new Reject(), port.causes().of(address));
  }

  /** No endpoint on this node, where one must be. */
  void drop(FrontendAddress address) {
    String field =
        address instanceof ClusterIp ? "spec.internalTrafficPolicy" : "spec.externalTrafficPolicy";
    refuse(address, " has no local endpoints", new Drop(), port.causes().service(field));
  }

  /** Who came to a load balancer's address with source ranges and was in none of them. */
  void dropOutsiders(LoadBalancerIp address) {
    port.add(
        Dispatch.FIREWALL,
        port.causes().service("spec.loadBalancerSourceRanges"),
        new Drop(),
        PortRules.at(address.ip()),
        port.comment(" traffic not accepted by " + port.chains().firewall().name()),
        port.transport(address.port()));
  }

  /** Load balancers may always ask whether this node has an endpoint. */
  void acceptHealthChecks() {
    int asked = port.plan().healthCheckNodePort();
    if (asked != 0) {
      port.add(
          Dispatch.HEALTH_CHECKS,
          port.causes().service("spec.healthCheckNodePort"),
          new Accept(),
          port.comment(" health check node port"),
          new Transport(Protocol.TCP, OptionalInt.of(asked)));
    }
  }

  private void refuse(FrontendAddress address, String why, Target target, Cause cause) {
    switch (address) {
      case ClusterIp(String ip, _) -> refuse(Dispatch.REFUSED, ip, address, why, target, cause);
      case ExternalIp(String ip, _) ->
          refuse(Dispatch.REFUSED_EXTERNAL, ip, address, why, target, cause);
      case LoadBalancerIp(String ip, _, _) ->
          refuse(Dispatch.REFUSED_EXTERNAL, ip, address, why, target, cause);
      case NodePort(int number) ->
          port.add(
              Dispatch.REFUSED_EXTERNAL,
              cause,
              target,
              port.comment(why),
              new ToThisNode(),
              port.transport(number));
    }
  }

  private void refuse(
      ChainId chain, String ip, FrontendAddress address, String why, Target target, Cause cause) {
    Comment comment = port.comment(why);
    Destination there = new Destination(Cidr.of(ip), false);
    port.add(chain, cause, target, there, comment, port.transport(address.port()));
  }
}
