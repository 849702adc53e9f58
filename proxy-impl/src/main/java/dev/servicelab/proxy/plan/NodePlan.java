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
 * @param strangers whose source address is replaced on the way to any ClusterIP
 */
public record NodePlan(
    IpFamily family,
    List<ServicePortPlan> services,
    List<HealthCheck> healthChecks,
    Masquerade strangers) {

  public NodePlan {
    services = List.copyOf(services);
    healthChecks = List.copyOf(healthChecks);
  }

  /** A plan of a node that replaces nobody's address on the way to a ClusterIP. */
  public NodePlan(IpFamily family, List<ServicePortPlan> services, List<HealthCheck> healthChecks) {
    this(family, services, healthChecks, new Masquerade.Nobody());
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
