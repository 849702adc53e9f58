package dev.servicelab.dns.records.rules;

/**
 * Specification §2.4.2: an SRV record for each named port of each ready endpoint, leading to the
 * endpoint's name.
 */
final class HeadlessPorts implements RecordRule {

  @Override
  public void emit(NamedService service, RecordSink sink) {
    if (service.isHeadless()) {
      SrvRecords.emit(service, sink);
    }
  }
}
