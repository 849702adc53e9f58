package dev.servicelab.dns.records.rules;

import dev.servicelab.dns.records.rules.SrvRecords.SrvTarget;
import dev.servicelab.state.ServiceRecord;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;

/** Specification §2.3.2: an SRV record for each named port, leading to the Service itself. */
final class ClusterIpPorts implements RecordRule {

  @Override
  public void emit(NamedService service, RecordSink sink) {
    if (!service.hasClusterIp()) {
      return;
    }
    List<SrvTarget> targets = new ArrayList<>();
    for (ServiceRecord.Port port : service.service().orElseThrow().ports()) {
      for (InetAddress address : service.clusterIps()) {
        targets.add(
            new SrvTarget(port.name(), port.protocol(), port.port(), service.name(), address));
      }
    }
    SrvRecords.emit(service, targets, sink);
  }
}
