package dev.servicelab.dns.records.rules;

/**
 * Specification §2.4.1, first part: a headless Service's name has the addresses of its ready
 * endpoints. Without any it has no record and so, as the specification demands, does not exist.
 */
final class HeadlessAddresses implements RecordRule {

  @Override
  public void emit(NamedService service, RecordSink sink) {
    if (service.isHeadless()) {
      service.endpoints().forEach(endpoint -> sink.address(service.name(), endpoint.address()));
    }
  }
}
