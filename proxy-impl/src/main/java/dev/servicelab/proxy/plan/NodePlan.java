package dev.servicelab.proxy.plan;

import dev.servicelab.proxy.net.IpFamily;
import java.util.List;
import java.util.function.Predicate;

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
    int sum = 0;
    for (ServicePortPlan service : services) {
      sum += service.known().size();
    }
    return sum;
  }

  /** How many ClusterIPs drop connections, as no endpoint of their Service is on this node. */
  public int noLocalEndpointsInternal() {
    return count(ServicePortPlan::dropsInternal);
  }

  /** How many Service ports drop connections from outside of the cluster for that reason. */
  public int noLocalEndpointsExternal() {
    return count(ServicePortPlan::dropsExternal);
  }

  private int count(Predicate<ServicePortPlan> wanted) {
    return (int) services.stream().filter(wanted).count();
  }
}
