package dev.servicelab.proxy.plan;

import dev.servicelab.proxy.plan.FrontendAddress.ClusterIp;
import dev.servicelab.proxy.plan.Verdict.Balance;
import dev.servicelab.proxy.plan.Verdict.Drop;
import dev.servicelab.proxy.plan.Verdict.Reject;
import dev.servicelab.proxy.plan.Verdict.ShortCircuit;
import dev.servicelab.state.ServiceRecord;
import dev.servicelab.state.ServiceRecord.TrafficPolicy;

/**
 * {@code internalTrafficPolicy} decides for the ClusterIP, {@code externalTrafficPolicy} for every
 * other address; neither asks for the other. Local means: endpoints of this node or none, and
 * clients keep their addresses. KEP-2086.
 */
final class TrafficPolicies {
  private final ServiceRecord service;
  private final Here here;

  TrafficPolicies(ServiceRecord service, Here here) {
    this.service = service;
    this.here = here;
  }

  Verdict verdict(FrontendAddress address, UsableEndpoints usable) {
    if (!usable.any()) {
      return new Reject();
    }
    return address instanceof ClusterIp ? internal(usable) : external(usable);
  }

  private Verdict internal(UsableEndpoints usable) {
    return switch (service.internalTrafficPolicy()) {
      case CLUSTER -> new Balance(TrafficPolicy.CLUSTER, usable.cluster(), here.strangers());
      case LOCAL -> local(usable, here.strangers());
    };
  }

  private Verdict external(UsableEndpoints usable) {
    return switch (service.externalTrafficPolicy()) {
      case CLUSTER ->
          new Balance(TrafficPolicy.CLUSTER, usable.cluster(), new Masquerade.Everybody());
      case LOCAL ->
          new ShortCircuit(here.pods(), usable.cluster(), local(usable, new Masquerade.Nobody()));
    };
  }

  private static Verdict local(UsableEndpoints usable, Masquerade masquerade) {
    return usable.local().isEmpty()
        ? new Drop()
        : new Balance(TrafficPolicy.LOCAL, usable.local(), masquerade);
  }
}
