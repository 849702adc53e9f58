package dev.servicelab.proxy.plan;

import dev.servicelab.state.ServiceRecord.TrafficPolicy;
import java.util.List;
import java.util.OptionalInt;

/**
 * One Service port on this node.
 *
 * @param name which
 * @param frontends its ways in, ClusterIP first
 * @param known all endpoints of the port's family, also unusable ones, sorted by address
 * @param affinitySeconds how long a client is led to the endpoint it was led to before, counted
 *     from its last new connection; empty if each connection is for itself
 * @param healthCheckNodePort where load balancers ask for the Service's health; 0 if nowhere
 * @param externalPolicy what the Service asks for at its external addresses, whatever endpoints it
 *     has
 */
public record ServicePortPlan(
    ServicePortName name,
    List<Frontend> frontends,
    List<Endpoint> known,
    OptionalInt affinitySeconds,
    int healthCheckNodePort,
    TrafficPolicy externalPolicy) {

  public ServicePortPlan {
    frontends = List.copyOf(frontends);
    known = List.copyOf(known);
  }

  /** Whether its ClusterIP drops connections, because no endpoint is here and Local is wanted. */
  boolean dropsInternal() {
    return frontends.stream()
        .anyMatch(
            one ->
                one.address() instanceof FrontendAddress.ClusterIp
                    && one.verdict() instanceof Verdict.Drop);
  }

  /** The same for its external addresses, where only clients of this node are served then. */
  boolean dropsExternal() {
    return frontends.stream()
        .anyMatch(
            one ->
                one.verdict() instanceof Verdict.ShortCircuit(var _, var _, var others)
                    && others instanceof Verdict.Drop);
  }
}
