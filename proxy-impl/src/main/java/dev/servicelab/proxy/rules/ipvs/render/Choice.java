package dev.servicelab.proxy.rules.ipvs.render;

import dev.servicelab.proxy.plan.Endpoint;
import dev.servicelab.proxy.plan.Frontend;
import dev.servicelab.proxy.plan.ServicePortPlan;
import dev.servicelab.proxy.plan.Verdict;
import dev.servicelab.state.ServiceRecord.TrafficPolicy;
import java.util.List;

/**
 * The endpoints a virtual server balances over. A virtual server cannot ask who the client is, so
 * it has one choice for all of them: the endpoints for strangers, and where there are none on this
 * node those for pods, as kube-proxy does it (kubernetes pull request 97081). A stranger who comes
 * to such a node gets an answer that he does not know what to do with, where in iptables mode he
 * gets none.
 */
final class Choice {
  private final ServicePortPlan port;

  Choice(ServicePortPlan port) {
    this.port = port;
  }

  /** What a verdict comes to; none if the kernel is to refuse. */
  List<Endpoint> of(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Balance(var _, var endpoints, var _) -> endpoints;
      case Verdict.ShortCircuit(var _, var anywhere, var others) ->
          others instanceof Verdict.Balance(var _, var local, var _) ? local : anywhere;
      case Verdict.Drop() -> ofWholeCluster();
      case Verdict.Reject() -> List.of();
    };
  }

  /** Those that another address of the port needs; nobody else has asked which there are. */
  private List<Endpoint> ofWholeCluster() {
    return port.frontends().stream()
        .map(Frontend::verdict)
        .<List<Endpoint>>mapMulti(
            (verdict, found) -> {
              switch (verdict) {
                case Verdict.Balance(TrafficPolicy policy, var endpoints, var _)
                    when policy == TrafficPolicy.CLUSTER ->
                    found.accept(endpoints);
                case Verdict.ShortCircuit(var _, var anywhere, var _) -> found.accept(anywhere);
                default -> {}
              }
            })
        .findFirst()
        .orElse(List.of());
  }
}
