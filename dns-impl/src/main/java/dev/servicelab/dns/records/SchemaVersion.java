package dev.servicelab.dns.records;

import org.xbill.DNS.DClass;
import org.xbill.DNS.TXTRecord;

/** Specification §2.2: {@code dns-version.ZONE} says which schema the zone follows. */
final class SchemaVersion implements RecordRule {

  private static final String VERSION = "1.1.0";

  /** CoreDNS's; the specification's own example has it too. */
  private static final long TTL = 28800;

  @Override
  public void emit(ServiceZone zone, RecordSink sink) {
    Labels.child("dns-version", zone.name())
        .ifPresent(name -> sink.add(new TXTRecord(name, DClass.IN, TTL, VERSION)));
  }
}
