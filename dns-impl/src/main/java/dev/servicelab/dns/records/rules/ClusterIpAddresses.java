package dev.servicelab.dns.records.rules;

/**
 * Specification §2.3.1: a Service's name has its virtual addresses, whether or not an endpoint is
 * ready.
 */
final class ClusterIpAddresses implements RecordRule {

  @Override
  public void emit(NamedService service, RecordSink sink) {
    if (service.hasClusterIp()) {
      service.clusterIps().forEach(address -> sink.address(service.name(), address));
    }
  }
}
