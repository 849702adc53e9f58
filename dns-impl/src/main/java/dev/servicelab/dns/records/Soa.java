package dev.servicelab.dns.records;

import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.NameTooLongException;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;

/**
 * The start of authority, with CoreDNS's numbers: it goes along with every denial (RFC 2308 §3).
 */
final class Soa {

  private static final long MOST_TTL = 300;
  private static final long REFRESH = 7200;
  private static final long RETRY = 1800;
  private static final long EXPIRE = 86400;

  private static final Name MASTER = Name.fromConstantString("ns.dns");
  private static final Name ADMIN = Name.fromConstantString("hostmaster");

  private Soa() {}

  static Record of(Name zone, long ttl, long serial) {
    return new SOARecord(
        zone,
        DClass.IN,
        Math.min(ttl, MOST_TTL),
        under(zone, MASTER),
        under(zone, ADMIN),
        serial,
        REFRESH,
        RETRY,
        EXPIRE,
        /* minimum= */ ttl);
  }

  /** A fixed prefix under the zone; a zone too long for it stands for itself. */
  private static Name under(Name zone, Name prefix) {
    try {
      return Name.concatenate(prefix, zone);
    } catch (NameTooLongException e) {
      return zone;
    }
  }
}
