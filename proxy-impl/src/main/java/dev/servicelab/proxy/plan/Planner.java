package dev.servicelab.proxy.plan;

import dev.servicelab.proxy.net.Cidr;
import dev.servicelab.proxy.net.IpFamily;
import dev.servicelab.proxy.plan.FrontendAddress.ClusterIp;
import dev.servicelab.state.ClusterSnapshot;
import dev.servicelab.state.ServiceRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Decides what this node does for every Service: the meaning of the API, without any mechanism. */
public final class Planner {
  private final NodeView node;
  private final IpFamily family;

  /** A planner for one node and one address family. */
  public Planner(NodeView node, IpFamily family) {
    this.node = node;
    this.family = family;
  }

  /** The plan for a cluster; the same cluster always gives the same plan. */
  public NodePlan plan(ClusterSnapshot cluster) {
    EndpointIndex endpoints = new EndpointIndex(cluster.endpointSlices(), family, node.nodeName());
    Frontends frontends = new Frontends(family, node.address(cluster.nodes(), family));
    List<ServicePortPlan> plans = new ArrayList<>();
    for (ServiceRecord service : cluster.services()) {
      Optional<String> clusterIp = frontends.clusterIp(service);
      if (clusterIp.isPresent()) {
        for (ServiceRecord.Port port : service.ports()) {
          List<FrontendAddress> addresses = frontends.of(service, clusterIp.get(), port);
          plans.add(plan(name(service, port), addresses, endpoints));
        }
      }
    }
    plans.sort(Comparator.comparing(ServicePortPlan::name));
    return new NodePlan(family, plans, List.of());
  }

  private static ServicePortName name(ServiceRecord service, ServiceRecord.Port port) {
    return new ServicePortName(service.namespace(), service.name(), port.name(), port.protocol());
  }

  private ServicePortPlan plan(
      ServicePortName name, List<FrontendAddress> addresses, EndpointIndex endpoints) {
    List<Endpoint> known = endpoints.of(name);
    List<Endpoint> usable = UsableEndpoints.of(known);
    List<Frontend> frontends =
        addresses.stream().map(address -> new Frontend(address, verdict(address, usable))).toList();
    return new ServicePortPlan(name, frontends, known);
  }

  private Verdict verdict(FrontendAddress address, List<Endpoint> usable) {
    return usable.isEmpty()
        ? new Verdict.Reject()
        : new Verdict.Balance(usable, masquerade(address));
  }

  private Masquerade masquerade(FrontendAddress address) {
    if (node.masqueradeAll() || !(address instanceof ClusterIp)) {
      return new Masquerade.Everybody();
    }
    Optional<Cidr> pods = node.clusterCidr(family);
    return pods.isPresent() ? new Masquerade.OutsideOf(pods.get()) : new Masquerade.Nobody();
  }
}
