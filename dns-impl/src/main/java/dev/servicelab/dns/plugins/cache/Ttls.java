package dev.servicelab.dns.plugins.cache;

import dev.servicelab.dns.chain.Sections;
import dev.servicelab.dns.wire.Records;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;

/** Times to live of whole replies. */
final class Ttls {

  /** For a reply without any record. */
  private static final long NO_RECORD = 0;

  private Ttls() {}

  /**
   * The time after which the first of the records is old; an SOA counts with its minimum too (RFC
   * 2308 §5).
   */
  static long smallest(Sections sections) {
    return Stream.of(sections.answer(), sections.authority(), sections.additional())
        .flatMap(List::stream)
        .flatMapToLong(Ttls::times)
        .min()
        .orElse(NO_RECORD);
  }

  /** The same sections with every record's TTL set. */
  static Sections set(Sections sections, long ttl) {
    return sections.map(record -> Records.withTtl(record, ttl));
  }

  private static LongStream times(Record record) {
    return record instanceof SOARecord soa
        ? LongStream.of(soa.getTTL(), soa.getMinimum())
        : LongStream.of(record.getTTL());
  }
}
