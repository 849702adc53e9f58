package dev.servicelab.proxy.rules.ipvs.render;

import dev.servicelab.proxy.plan.Clients;
import dev.servicelab.proxy.plan.Endpoint;
import dev.servicelab.proxy.plan.Frontend;
import dev.servicelab.proxy.plan.FrontendAddress.ClusterIp;
import dev.servicelab.proxy.plan.FrontendAddress.ExternalIp;
import dev.servicelab.proxy.plan.FrontendAddress.LoadBalancerIp;
import dev.servicelab.proxy.plan.FrontendAddress.NodePort;
import dev.servicelab.proxy.plan.ServicePortPlan;
import dev.servicelab.proxy.rules.iptables.Rule;
import dev.servicelab.proxy.rules.ipvs.KubeSet;
import dev.servicelab.proxy.rules.ipvs.RealServer;
import dev.servicelab.proxy.rules.ipvs.SetEntry;
import dev.servicelab.proxy.rules.ipvs.VirtualAddress;
import dev.servicelab.proxy.rules.ipvs.VirtualServer;
import dev.servicelab.state.Protocol;
import dev.servicelab.state.ServiceRecord.TrafficPolicy;
import java.util.ArrayList;
import java.util.List;

/** Renders one Service port: a virtual server per address, and what ipsets must know of it. */
final class PortRenderer {
  private final ServicePortPlan port;
  private final IpvsOptions options;
  private final OwnAddresses own;
  private final Choice choice;
  private final Protocol protocol;
  private final List<VirtualServer> servers = new ArrayList<>(2);
  private final List<Member> members = new ArrayList<>(2);
  private final List<String> bound = new ArrayList<>(1);
  private final List<Rule> closed = new ArrayList<>(0);

  PortRenderer(ServicePortPlan port, IpvsOptions options, OwnAddresses own) {
    this.port = port;
    this.options = options;
    this.own = own;
    this.choice = new Choice(port);
    this.protocol = port.name().protocol();
  }

  PortPart render() {
    port.known().stream().filter(Endpoint::local).forEach(this::loopBack);
    port.frontends().forEach(this::add);
    if (port.healthCheckNodePort() != 0 && !isNowhere()) {
      member(KubeSet.HEALTH_CHECK_NODE_PORT, new SetEntry.Port(port.healthCheckNodePort()));
    }
    return new PortPart(servers, members, bound, closed);
  }

  /** An endpoint of this node may be sent to itself; then it must not see its own address. */
  private void loopBack(Endpoint one) {
    member(KubeSet.LOOP_BACK, new SetEntry.IpPortIp(one.ip(), protocol, one.port(), one.ip()));
  }

  private void add(Frontend frontend) {
    switch (frontend.address()) {
      case ClusterIp(String ip, int number) -> {
        member(KubeSet.CLUSTER_IP, at(ip, number));
        bound.add(ip);
        server(ip, number, frontend);
      }
      case ExternalIp(String ip, int number) -> {
        member(isLocal() ? KubeSet.EXTERNAL_IP_LOCAL : KubeSet.EXTERNAL_IP, at(ip, number));
        bindUnlessOwn(ip);
        server(ip, number, frontend);
      }
      case LoadBalancerIp address -> {
        loadBalancer(address);
        bindUnlessOwn(address.ip());
        server(address.ip(), address.port(), frontend);
      }
      case NodePort(int number) -> {
        nodePort(number);
        own.nodePorts().forEach(ip -> server(ip, number, frontend));
      }
    }
  }

  private void loadBalancer(LoadBalancerIp address) {
    SetEntry entry = at(address.ip(), address.port());
    member(KubeSet.LOAD_BALANCER, entry);
    if (isLocal()) {
      member(KubeSet.LOAD_BALANCER_LOCAL, entry);
    }
    if (address.clients() instanceof Clients.Within within) {
      member(KubeSet.LOAD_BALANCER_FW, entry);
      SourceRangeMembers ranges = new SourceRangeMembers(port, address, within);
      members.addAll(ranges.members());
      ranges.closed().ifPresent(closed::add);
    }
  }

  /**
   * Whether node ports answer at none of the node's addresses: then kube-proxy leaves out all that
   * a Service port with one has for it, and its health check node port with that. Of a node of
   * which no address is known nothing is left out.
   */
  private boolean isNowhere() {
    return own.nodePorts().isEmpty()
        && !own.all().isEmpty()
        && port.frontends().stream().anyMatch(one -> one.address() instanceof NodePort);
  }

  private void nodePort(int number) {
    if (isNowhere()) {
      return;
    }
    switch (protocol) {
      case TCP -> nodePort(KubeSet.NODE_PORT_TCP, KubeSet.NODE_PORT_LOCAL_TCP, number);
      case UDP -> nodePort(KubeSet.NODE_PORT_UDP, KubeSet.NODE_PORT_LOCAL_UDP, number);
      case SCTP ->
          own.nodePorts()
              .forEach(
                  ip -> {
                    member(KubeSet.NODE_PORT_SCTP, at(ip, number));
                    if (isLocal()) {
                      member(KubeSet.NODE_PORT_LOCAL_SCTP, at(ip, number));
                    }
                  });
    }
  }

  private void nodePort(KubeSet every, KubeSet local, int number) {
    member(every, new SetEntry.Port(number));
    if (isLocal()) {
      member(local, new SetEntry.Port(number));
    }
  }

  private void server(String ip, int number, Frontend frontend) {
    servers.add(
        new VirtualServer(
            new VirtualAddress(ip, protocol, number),
            options.scheduler(),
            port.affinitySeconds(),
            options.flags(),
            choice.of(frontend.verdict()).stream()
                .map(one -> new RealServer(one.ip(), one.port()))
                .toList()));
  }

  /** An address that another interface has must stay there alone. */
  private void bindUnlessOwn(String ip) {
    if (!own.all().contains(ip)) {
      bound.add(ip);
    }
  }

  private boolean isLocal() {
    return port.externalPolicy() == TrafficPolicy.LOCAL;
  }

  private SetEntry at(String ip, int number) {
    return new SetEntry.IpPort(ip, protocol, number);
  }

  private void member(KubeSet set, SetEntry entry) {
    members.add(new Member(set, entry));
  }
}
