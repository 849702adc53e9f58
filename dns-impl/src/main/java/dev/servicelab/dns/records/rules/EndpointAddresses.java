package dev.servicelab.dns.records.rules;

/**
 * Specification §2.4.1, second part: each ready endpoint has a name of its own below its Service.
 * CoreDNS gives these names to the endpoints of ClusterIP Services too, and so does this.
 */
final class EndpointAddresses implements RecordRule {

  @Override
  public void emit(NamedService service, RecordSink sink) {
    if (service.namesEndpoints()) {
      service.endpoints().forEach(endpoint -> sink.address(endpoint.name(), endpoint.address()));
    }
  }
}
