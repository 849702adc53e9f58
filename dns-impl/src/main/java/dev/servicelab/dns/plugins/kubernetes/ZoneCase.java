package dev.servicelab.dns.plugins.kubernetes;

import dev.servicelab.dns.chain.Query;
import java.util.List;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.NameTooLongException;
import org.xbill.DNS.Record;
import org.xbill.DNS.SRVRecord;

/**
 * Gives SRV targets the zone in the question's spelling, as CoreDNS does. Owners need no such care,
 * they are written as pointers into the question; but a target is never compressed (RFC 2782).
 */
final class ZoneCase {

  private ZoneCase() {}

  static List<Record> keep(List<Record> records, Query query, Name zone) {
    if (!(records.getFirst() instanceof SRVRecord)) {
      return records;
    }
    Name asked = new Name(query.name(), query.name().labels() - zone.labels());
    return asked.toString().equals(zone.toString())
        ? records
        : records.stream().map(record -> spelled(record, asked)).toList();
  }

  private static Record spelled(Record record, Name zone) {
    if (!(record instanceof SRVRecord srv) || !srv.getTarget().subdomain(zone)) {
      return record;
    }
    try {
      Name target = Name.concatenate(srv.getTarget().relativize(zone), zone);
      return new SRVRecord(
          srv.getName(),
          DClass.IN,
          srv.getTTL(),
          srv.getPriority(),
          srv.getWeight(),
          srv.getPort(),
          target);
    } catch (NameTooLongException e) {
      return record;
    }
  }
}
