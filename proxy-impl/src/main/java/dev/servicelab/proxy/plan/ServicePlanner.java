package dev.servicelab.proxy.plan;

import dev.servicelab.proxy.net.IpFamily;
import dev.servicelab.state.ObjectName;
import dev.servicelab.state.ServiceRecord;
import java.util.ArrayList;
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
  Planned plan(ServiceRecord service, ServiceSlices slices) {
    ObjectName name = new ObjectName(service.namespace(), service.name());
    Optional<String> clusterIp = frontends.clusterIp(service);
    if (clusterIp.isEmpty()) {
      return new Planned(name, service, List.of(), Optional.empty());
    }
    EndpointIndex endpoints = new EndpointIndex(slices.of(name), here);
    TrafficPolicies policies = new TrafficPolicies(service, here);
    // By name: should an object have two ports of one name, the last one counts.
    TreeMap<ServicePortName, ServicePortPlan> ports = new TreeMap<>();
    for (ServiceRecord.Port port : service.ports()) {
      ServicePortName portName =
          new ServicePortName(service.namespace(), service.name(), port.name(), port.protocol());
      List<Endpoint> known = endpoints.of(portName);
      UsableEndpoints usable = UsableEndpoints.of(known);
      List<Frontend> ways = new ArrayList<>(2);
      for (FrontendAddress address : frontends.of(service, clusterIp.get(), port)) {
        ways.add(new Frontend(address, policies.verdict(address, usable)));
      }
      ports.put(
          portName,
          new ServicePortPlan(
              portName,
              ways,
              known,
              service.sessionAffinitySeconds(),
              healthCheckPort(service),
              service.externalTrafficPolicy()));
    }
    List<ServicePortPlan> plans = List.copyOf(ports.values());
    return new Planned(name, service, plans, healthCheck(name, service, plans));
  }

  /** Only load balancers that must know which nodes to send to ask for it. */
  private static int healthCheckPort(ServiceRecord service) {
    return service.type() == ServiceRecord.Type.LOAD_BALANCER
            && service.externalTrafficPolicy() == ServiceRecord.TrafficPolicy.LOCAL
        ? service.healthCheckNodePort()
        : 0;
  }

  private static Optional<HealthCheck> healthCheck(
      ObjectName name, ServiceRecord service, List<ServicePortPlan> plans) {
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
    return Optional.of(new HealthCheck(name, port, ready.size()));
  }

  /**
   * A Service's part of the plan, and the object it was made from.
   *
   * @param plans one per port, sorted by name
   */
  record Planned(
      ObjectName name,
      ServiceRecord service,
      List<ServicePortPlan> plans,
      Optional<HealthCheck> healthCheck) {

    /** Whether it stands before another Service, by name. */
    boolean before(ServiceRecord other) {
      int order = name.namespace().compareTo(other.namespace());
      return order < 0 || (order == 0 && name.name().compareTo(other.name()) < 0);
    }
  }
}
