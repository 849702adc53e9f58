package dev.servicelab.dns.records;

/**
 * Specification §2.4.1, first part: a headless Service's name has the addresses of its ready
 * endpoints. Without any it has no record and so, as the specification demands, does not exist.
 */
final class HeadlessAddresses implements RecordRule {

  @Override
  public void emit(ServiceZone zone, RecordSink sink) {
    for (NamedService service : zone.headlessServices()) {
      service.endpoints().forEach(endpoint -> sink.address(service.name(), endpoint.address()));
    }
  }
}
