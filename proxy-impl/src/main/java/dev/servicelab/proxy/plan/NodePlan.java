package dev.servicelab.proxy.plan;

import dev.servicelab.proxy.net.IpFamily;
import java.util.List;

/**
 * Everything a node must do for one address family.
 *
 * @param family the family of all addresses in it
 * @param services sorted by name
 */
public record NodePlan(IpFamily family, List<ServicePortPlan> services) {

  public NodePlan {
    services = List.copyOf(services);
  }

  /** How many endpoints all Services have together; large clusters are programmed tersely. */
  public int knownEndpoints() {
    return services.stream().mapToInt(service -> service.known().size()).sum();
  }
}
