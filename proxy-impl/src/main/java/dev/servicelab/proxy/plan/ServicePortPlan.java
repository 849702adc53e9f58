package dev.servicelab.proxy.plan;

import java.util.List;

/**
 * One Service port on this node.
 *
 * @param name which
 * @param frontends its ways in, ClusterIP first
 * @param known all endpoints of the port's family, also unusable ones, sorted by address
 */
public record ServicePortPlan(
    ServicePortName name, List<Frontend> frontends, List<Endpoint> known) {

  public ServicePortPlan {
    frontends = List.copyOf(frontends);
    known = List.copyOf(known);
  }
}
