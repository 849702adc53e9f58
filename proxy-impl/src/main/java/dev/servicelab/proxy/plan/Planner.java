package dev.servicelab.proxy.plan;

import dev.servicelab.proxy.net.IpFamily;
import dev.servicelab.proxy.plan.ServicePlanner.Planned;
import dev.servicelab.state.ClusterSnapshot;
import dev.servicelab.state.EndpointSliceRecord;
import dev.servicelab.state.EndpointSliceRecord.AddressType;
import dev.servicelab.state.ObjectName;
import dev.servicelab.state.ServiceRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
  private Map<ObjectName, Planned> last = Map.of();
  private @Nullable Here lastHere;

  /** A planner for one node and one address family. */
  public Planner(NodeView node, IpFamily family) {
    this.node = node;
    this.family = family;
  }

  /** The plan for a cluster. */
  public NodePlan plan(ClusterSnapshot cluster) {
    Here here = node.here(cluster.nodes(), family);
    if (!here.equals(lastHere)) {
      last = Map.of();
      lastHere = here;
    }
    ServicePlanner planner = new ServicePlanner(here, family);
    Map<ObjectName, List<EndpointSliceRecord>> slices = slices(cluster);
    Map<ObjectName, Planned> now = HashMap.newHashMap(cluster.services().size());
    List<ServicePortPlan> plans = new ArrayList<>(cluster.services().size());
    List<HealthCheck> healthChecks = new ArrayList<>();
    for (ServiceRecord service : cluster.services()) {
      ObjectName name = new ObjectName(service.namespace(), service.name());
      List<EndpointSliceRecord> own = slices.getOrDefault(name, List.of());
      Planned known = last.get(name);
      Planned planned =
          known != null && known.isOf(service, own) ? known : planner.plan(service, own);
      now.put(name, planned);
      plans.addAll(planned.plans());
      planned.healthCheck().ifPresent(healthChecks::add);
    }
    last = now;
    return new NodePlan(family, plans, healthChecks);
  }

  /** By the Service that their label names. */
  private Map<ObjectName, List<EndpointSliceRecord>> slices(ClusterSnapshot cluster) {
    AddressType type = family == IpFamily.IPV4 ? AddressType.IPV4 : AddressType.IPV6;
    Map<ObjectName, List<EndpointSliceRecord>> slices =
        HashMap.newHashMap(cluster.endpointSlices().size());
    for (EndpointSliceRecord slice : cluster.endpointSlices()) {
      if (slice.addressType() == type && !slice.serviceName().isEmpty()) {
        slices
            .computeIfAbsent(
                new ObjectName(slice.namespace(), slice.serviceName()), name -> new ArrayList<>(1))
            .add(slice);
      }
    }
    return slices;
  }
}
