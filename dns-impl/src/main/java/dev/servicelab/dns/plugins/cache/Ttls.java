package dev.servicelab.dns.plugins.cache;

import dev.servicelab.dns.chain.Sections;
import dev.servicelab.dns.wire.Records;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.xbill.DNS.Record;

/** Times to live of whole replies. */
final class Ttls {

  private Ttls() {}

  /** The time after which the first of the records is old; empty without records. */
  static OptionalLong smallest(Sections sections) {
    return Stream.of(sections.answer(), sections.authority(), sections.additional())
        .flatMap(List::stream)
        .mapToLong(Record::getTTL)
        .min();
  }

  /** The same sections with every record's TTL set. */
  static Sections set(Sections sections, long ttl) {
    return sections.map(record -> Records.withTtl(record, ttl));
  }
}
