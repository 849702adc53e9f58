package dev.servicelab.proxy.plan;

import dev.servicelab.proxy.net.IpFamily;
import dev.servicelab.proxy.plan.ServicePlanner.Planned;
import dev.servicelab.state.ClusterSnapshot;
import dev.servicelab.state.EndpointSliceRecord.AddressType;
import dev.servicelab.state.ObjectName;
import dev.servicelab.state.ServiceRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides what this node does for every Service: the meaning of the API, without any mechanism.
 *
 * <p>The same cluster always gives the same plan. A planner remembers its last one and plans only
 * Services anew of which an object has been replaced since, so that plans of the others are the
 * very same objects again: those who come after can tell by that. For one thread.
 */
public final class Planner {
  private final NodeView node;
  private final IpFamily family;
  private final ServiceSlices slices;
  private List<Planned> last = List.of();
  private @Nullable Here lastHere;

  /** A planner for one node and one address family. */
  public Planner(NodeView node, IpFamily family) {
    this.node = node;
    this.family = family;
    this.slices = new ServiceSlices(family == IpFamily.IPV4 ? AddressType.IPV4 : AddressType.IPV6);
  }

  /** The plan for a cluster. */
  public NodePlan plan(ClusterSnapshot cluster) {
    Here here = node.here(cluster.nodes(), family);
    if (!here.equals(lastHere)) {
      last = List.of();
      lastHere = here;
    }
    last = planned(cluster.services(), slices.update(cluster.endpointSlices()), here);
    List<ServicePortPlan> plans = new ArrayList<>(last.size());
    List<HealthCheck> healthChecks = new ArrayList<>();
    for (Planned service : last) {
      plans.addAll(service.plans());
      service.healthCheck().ifPresent(healthChecks::add);
    }
    return new NodePlan(family, plans, healthChecks, here.strangers());
  }

  /** Plans what is new or has changed; the last plans are in the same order, by name. */
  private List<Planned> planned(List<ServiceRecord> services, Set<ObjectName> touched, Here here) {
    ServicePlanner planner = new ServicePlanner(here, family);
    LastPlans before = new LastPlans(last, touched);
    List<Planned> planned = new ArrayList<>(services.size());
    for (ServiceRecord service : services) {
      Planned known = before.of(service);
      planned.add(known == null ? planner.plan(service, slices) : known);
    }
    return planned;
  }
}
