package dev.servicelab.dns.records.rules;

import dev.servicelab.dns.records.options.Choice;
import dev.servicelab.dns.records.options.Choice.Side;
import dev.servicelab.dns.records.rules.SrvRecords.SrvTarget;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.xbill.DNS.Name;

/**
 * Not in the specification: CoreDNS answers SRV for an endpoint's own name with all its ports. Only
 * if so chosen, as it doubles what is known of each endpoint.
 */
final class EndpointPorts implements RecordRule {

  @Override
  public void emit(NamedService service, RecordSink sink) {
    if (!service.namesEndpoints() || service.options().chose(Choice.ENDPOINT_SRV, Side.NONE)) {
      return;
    }
    Map<Name, List<SrvTarget>> targets = new LinkedHashMap<>();
    for (NamedService.NamedEndpoint endpoint : service.endpoints()) {
      targets
          .computeIfAbsent(endpoint.name(), name -> new ArrayList<>())
          .addAll(SrvTarget.of(endpoint));
    }
    targets.forEach((name, ports) -> SrvRecords.at(name, ports, service.options().ttl(), sink));
  }
}
