package dev.servicelab.proxy.rules.ipvs.render;

import dev.servicelab.proxy.net.Cidr;
import dev.servicelab.proxy.plan.Clients;
import dev.servicelab.proxy.plan.Frontend;
import dev.servicelab.proxy.plan.FrontendAddress.LoadBalancerIp;
import dev.servicelab.proxy.plan.ServicePortPlan;
import dev.servicelab.proxy.rules.iptables.Match;
import dev.servicelab.proxy.rules.iptables.Rule;
import dev.servicelab.proxy.rules.iptables.Target;
import dev.servicelab.proxy.rules.iptables.render.Causes;
import dev.servicelab.proxy.rules.ipvs.KubeSet;
import dev.servicelab.proxy.rules.ipvs.SetEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Who may come to a load balancer's address that names source ranges. The node's own processes send
 * from that address, as the node has it: they are let in if the plan has put the load balancer's
 * addresses behind the ranges, and otherwise have a rule against them.
 */
final class SourceRangeMembers {
  private final ServicePortPlan port;
  private final LoadBalancerIp address;
  private final List<Cidr> ranges;
  private final boolean nodeIsAmongThem;

  SourceRangeMembers(ServicePortPlan port, LoadBalancerIp address, Clients.Within clients) {
    this.port = port;
    this.address = address;
    List<Cidr> own =
        port.frontends().stream()
            .map(Frontend::address)
            .filter(LoadBalancerIp.class::isInstance)
            .map(LoadBalancerIp.class::cast)
            .map(one -> Cidr.of(one.ip()))
            .toList();
    List<Cidr> all = clients.ranges();
    int asked = all.size() - own.size();
    this.nodeIsAmongThem = asked > 0 && all.subList(asked, all.size()).equals(own);
    this.ranges = nodeIsAmongThem ? all.subList(0, asked) : all;
  }

  List<Member> members() {
    String ip = address.ip();
    int number = address.port();
    var protocol = port.name().protocol();
    List<Member> members = new ArrayList<>();
    ranges.forEach(
        range ->
            members.add(
                new Member(
                    KubeSet.LOAD_BALANCER_SOURCE_CIDR,
                    new SetEntry.IpPortNet(ip, protocol, number, range))));
    if (nodeIsAmongThem) {
      members.add(
          new Member(
              KubeSet.LOAD_BALANCER_SOURCE_IP, new SetEntry.IpPortIp(ip, protocol, number, ip)));
    }
    return members;
  }

  /** The rule against the node's own processes: kubernetes issue 119656. */
  Optional<Rule> closed() {
    if (nodeIsAmongThem) {
      return Optional.empty();
    }
    return Optional.of(
        Rule.of(
                new Target.Drop(),
                new Match.Source(Cidr.of(address.ip()), false),
                new Match.OfVirtualServer(address.ip(), port.name().protocol(), address.port()))
            .because(new Causes(port.name()).service("spec.loadBalancerSourceRanges")));
  }
}
