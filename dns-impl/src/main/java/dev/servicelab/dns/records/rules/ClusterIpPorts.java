package dev.servicelab.dns.records.rules;

/** Specification §2.3.2: an SRV record for each named port, leading to the Service itself. */
final class ClusterIpPorts implements RecordRule {

  @Override
  public void emit(NamedService service, RecordSink sink) {
    if (service.hasClusterIp()) {
      SrvRecords.emit(service, sink);
    }
  }
}
