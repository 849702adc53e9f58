package dev.servicelab.proxy.plan;

import dev.servicelab.proxy.net.IpFamily;
import dev.servicelab.state.EndpointSliceRecord;
import dev.servicelab.state.ObjectName;
import dev.servicelab.state.ServiceRecord;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Plans one Service from nothing but itself, its slices and the node. */
final class ServicePlanner {
  private final Here here;
  private final Frontends frontends;

  ServicePlanner(Here here, IpFamily family) {
    this.here = here;
    this.frontends = new Frontends(family, here.address());
  }

  /** What becomes of it; nothing for headless and ExternalName Services. */
  Planned plan(ServiceRecord service, List<EndpointSliceRecord> slices) {
    Optional<String> clusterIp = frontends.clusterIp(service);
    if (clusterIp.isEmpty()) {
      return new Planned(service, slices, List.of(), Optional.empty());
    }
    EndpointIndex endpoints = new EndpointIndex(slices, here);
    TrafficPolicies policies = new TrafficPolicies(service, here);
    TreeMap<ServicePortName, ServicePortPlan> ports = new TreeMap<>();
    for (ServiceRecord.Port port : service.ports()) {
      ServicePortName name =
          new ServicePortName(service.namespace(), service.name(), port.name(), port.protocol());
      List<Endpoint> known = endpoints.of(name);
      UsableEndpoints usable = UsableEndpoints.of(known);
      List<Frontend> ways =
          frontends.of(service, clusterIp.get(), port).stream()
              .map(address -> new Frontend(address, policies.verdict(address, usable)))
              .toList();
      ports.put(
          name,
          new ServicePortPlan(
              name, ways, known, service.sessionAffinitySeconds(), healthCheckPort(service)));
    }
    List<ServicePortPlan> plans = List.copyOf(ports.values());
    return new Planned(service, slices, plans, healthCheck(service, plans));
  }

  /** Only load balancers that must know which nodes to send to ask for it. */
  private static int healthCheckPort(ServiceRecord service) {
    return service.type() == ServiceRecord.Type.LOAD_BALANCER
            && service.externalTrafficPolicy() == ServiceRecord.TrafficPolicy.LOCAL
        ? service.healthCheckNodePort()
        : 0;
  }

  private static Optional<HealthCheck> healthCheck(
      ServiceRecord service, List<ServicePortPlan> plans) {
    int port = healthCheckPort(service);
    if (port == 0 || plans.isEmpty()) {
      return Optional.empty();
    }
    Set<String> ready =
        plans.stream()
            .flatMap(plan -> plan.known().stream())
            .filter(endpoint -> endpoint.local() && endpoint.ready())
            .map(Endpoint::ip)
            .collect(Collectors.toCollection(HashSet::new));
    ObjectName name = new ObjectName(service.namespace(), service.name());
    return Optional.of(new HealthCheck(name, port, ready.size()));
  }

  /**
   * A Service's part of the plan, and what it was made from.
   *
   * @param plans one per port, sorted by name
   */
  record Planned(
      ServiceRecord service,
      List<EndpointSliceRecord> slices,
      List<ServicePortPlan> plans,
      Optional<HealthCheck> healthCheck) {

    /**
     * Whether it was made from these very objects, so that it holds still. Sources keep the
     * instance of an object that has not changed; comparing contents would cost as much as
     * planning.
     */
    @SuppressWarnings("ReferenceEquality")
    boolean isOf(ServiceRecord other, List<EndpointSliceRecord> others) {
      if (service != other || slices.size() != others.size()) {
        return false;
      }
      for (int i = 0; i < others.size(); i++) {
        if (slices.get(i) != others.get(i)) {
          return false;
        }
      }
      return true;
    }
  }
}
