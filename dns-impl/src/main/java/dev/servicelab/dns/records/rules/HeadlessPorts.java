package dev.servicelab.dns.records.rules;

import dev.servicelab.dns.records.rules.SrvRecords.SrvTarget;

/**
 * Specification §2.4.2: an SRV record for each named port of each ready endpoint, leading to the
 * endpoint's name.
 */
final class HeadlessPorts implements RecordRule {

  @Override
  public void emit(NamedService service, RecordSink sink) {
    if (service.isHeadless()) {
      SrvRecords.emit(
          service,
          service.endpoints().stream()
              .flatMap(endpoint -> SrvTarget.of(endpoint).stream())
              .toList(),
          sink);
    }
  }
}
