package dev.servicelab.proxy.plan;

import dev.servicelab.state.ServiceRecord;
import dev.servicelab.state.ServiceRecord.TrafficPolicy;
import java.util.ArrayList;
import java.util.List;

/** Fields of a Service that this proxy does not act on, so that nobody relies on them. */
public final class UnhonouredFields {
  private UnhonouredFields() {}

  /** One line per field, saying what happens instead; empty for most Services. */
  public static List<String> of(ServiceRecord service) {
    List<String> lines = new ArrayList<>();
    if (service.sessionAffinitySeconds().isPresent()) {
      lines.add("sessionAffinity ClientIP: each connection gets any endpoint");
    }
    if (service.internalTrafficPolicy() == TrafficPolicy.LOCAL) {
      lines.add("internalTrafficPolicy Local: endpoints of all nodes are used");
    }
    if (service.externalTrafficPolicy() == TrafficPolicy.LOCAL) {
      lines.add(
          "externalTrafficPolicy Local: endpoints of all nodes are used, clients masqueraded");
    }
    SourceRanges.unreadable(service)
        .forEach(
            text ->
                lines.add(
                    "loadBalancerSourceRanges: \"" + text + "\" is no address range, ignored"));
    if (service.healthCheckNodePort() != 0) {
      lines.add("healthCheckNodePort: nothing answers there");
    }
    return lines.stream()
        .map(line -> "Service " + service.namespace() + "/" + service.name() + ": " + line)
        .toList();
  }
}
