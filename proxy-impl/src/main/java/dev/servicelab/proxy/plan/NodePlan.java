package dev.servicelab.proxy.plan;

import dev.servicelab.proxy.net.IpFamily;
import java.util.List;

/**
 * Everything a node must do for one address family.
 *
 * @param family the family of all addresses in it
 * @param services sorted by name
 * @param healthChecks sorted by Service
 */
public record NodePlan(
    IpFamily family, List<ServicePortPlan> services, List<HealthCheck> healthChecks) {

  public NodePlan {
    services = List.copyOf(services);
    healthChecks = List.copyOf(healthChecks);
  }

  /** How many endpoints all Services have together; large clusters are programmed tersely. */
  public int knownEndpoints() {
    return services.stream().mapToInt(service -> service.known().size()).sum();
  }
}
