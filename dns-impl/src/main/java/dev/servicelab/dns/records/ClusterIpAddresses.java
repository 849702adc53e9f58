package dev.servicelab.dns.records;

/**
 * Specification §2.3.1: a Service's name has its virtual addresses, whether or not an endpoint is
 * ready.
 */
final class ClusterIpAddresses implements RecordRule {

  @Override
  public void emit(ServiceZone zone, RecordSink sink) {
    for (NamedService service : zone.clusterIpServices()) {
      service.clusterIps().forEach(address -> sink.address(service.name(), address));
    }
  }
}
