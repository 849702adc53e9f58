package dev.servicelab.dns.records;

import dev.servicelab.dns.records.SrvRecords.SrvTarget;
import java.util.List;

/** Specification §2.3.2: an SRV record for each named port, leading to the Service itself. */
final class ClusterIpPorts implements RecordRule {

  @Override
  public void emit(ServiceZone zone, RecordSink sink) {
    for (NamedService service : zone.clusterIpServices()) {
      List<SrvTarget> targets =
          service.service().ports().stream()
              .map(port -> new SrvTarget(port.name(), port.protocol(), port.port(), service.name()))
              .toList();
      SrvRecords.emit(service.name(), targets, zone.options().ttl(), sink);
    }
  }
}
