package dev.servicelab.dns.records;

import dev.servicelab.dns.records.NamedService.NamedEndpoint;
import dev.servicelab.dns.records.SrvRecords.SrvTarget;
import dev.servicelab.state.EndpointSliceRecord;
import java.util.ArrayList;
import java.util.List;

/**
 * Specification §2.4.2: an SRV record for each named port of each ready endpoint, leading to the
 * endpoint's name.
 */
final class HeadlessPorts implements RecordRule {

  @Override
  public void emit(ServiceZone zone, RecordSink sink) {
    for (NamedService service : zone.headlessServices()) {
      List<SrvTarget> targets = new ArrayList<>();
      for (NamedEndpoint endpoint : service.endpoints()) {
        for (EndpointSliceRecord.Port port : endpoint.ports()) {
          targets.add(new SrvTarget(port.name(), port.protocol(), port.port(), endpoint.name()));
        }
      }
      SrvRecords.emit(service.name(), targets, zone.options().ttl(), sink);
    }
  }
}
