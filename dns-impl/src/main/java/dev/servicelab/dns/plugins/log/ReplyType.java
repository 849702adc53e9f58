package dev.servicelab.dns.plugins.log;

import dev.servicelab.dns.chain.Outcome;
import dev.servicelab.dns.chain.Query;
import dev.servicelab.dns.chain.Sections;
import java.util.List;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/** The types of reply that CoreDNS tells apart, and the class each belongs to. */
enum ReplyType {
  NOERROR(Kind.SUCCESS),
  DELEGATION(Kind.SUCCESS),
  NODATA(Kind.DENIAL),
  NXDOMAIN(Kind.DENIAL),
  SERVERERROR(Kind.ERROR),
  META(Kind.ERROR),
  OTHERERROR(Kind.ERROR);

  /** The classes. */
  enum Kind {
    SUCCESS,
    DENIAL,
    ERROR
  }

  private final Kind kind;

  ReplyType(Kind kind) {
    this.kind = kind;
  }

  Kind kind() {
    return kind;
  }

  /** The type of this reply: as a cache would see it, so "no data" needs an SOA. */
  static ReplyType of(Query query, Outcome outcome) {
    if (query.type() == Type.AXFR || query.type() == Type.IXFR) {
      return META;
    }
    Sections sections = outcome.sections();
    boolean answered = !sections.answer().isEmpty();
    return switch (outcome.rcode()) {
      case Rcode.NOERROR -> answered ? NOERROR : withoutAnswer(sections.authority());
      case Rcode.NXDOMAIN -> answered ? OTHERERROR : NXDOMAIN;
      case Rcode.SERVFAIL, Rcode.NOTIMP -> SERVERERROR;
      default -> OTHERERROR;
    };
  }

  private static ReplyType withoutAnswer(List<Record> authority) {
    if (holds(authority, Type.SOA)) {
      return NODATA;
    }
    return holds(authority, Type.NS) ? DELEGATION : NOERROR;
  }

  private static boolean holds(List<Record> records, int type) {
    return records.stream().anyMatch(record -> record.getType() == type);
  }
}
