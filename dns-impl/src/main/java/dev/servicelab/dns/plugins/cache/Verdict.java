package dev.servicelab.dns.plugins.cache;

import dev.servicelab.dns.chain.Outcome;
import dev.servicelab.dns.chain.Query;
import dev.servicelab.dns.chain.Sections;
import java.time.Instant;
import org.xbill.DNS.RRSIGRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Type;

/**
 * What the cache makes of a reply (RFC 2308; CoreDNS's choices where it is silent).
 *
 * @param kind where it is kept
 * @param ttl its smallest TTL in seconds, before any bound
 * @param reason why it is not kept, empty if it is
 */
record Verdict(Kind kind, long ttl, String reason) {

  /** For replies that do not say. */
  private static final long SHORT = 5;

  /** No reply is believed for longer. */
  private static final long HOUR = 3600;

  /** The kinds of replies. */
  enum Kind {
    SUCCESS,
    DENIAL,
    FAILURE,
    NOT_KEPT
  }

  static Verdict of(Query query, Outcome outcome, Instant wallClock) {
    Sections sections = outcome.sections();
    long ttl = Math.min(HOUR, Ttls.smallest(sections).orElse(SHORT));
    if (outcome.flags().truncated()) {
      return notKept(ttl, "it is cut");
    }
    if (query.dnssecOk() && hasExpiredSignature(sections, wallClock)) {
      return notKept(SHORT, "a signature is not valid now");
    }
    return switch (outcome) {
      case Outcome.Answer answer -> new Verdict(Kind.SUCCESS, ttl, "");
      case Outcome.NameError denial ->
          hasAuthority(sections, Type.SOA) && sections.answer().isEmpty()
              ? new Verdict(Kind.DENIAL, ttl, "")
              : notKept(SHORT, "it denies without an SOA, or what an alias leads to");
      case Outcome.NoData denial -> ofNoData(sections, ttl);
      case Outcome.Failed failed -> ofFailure(failed);
      case Outcome.Refused refused -> notKept(SHORT, "it is a refusal");
    };
  }

  /** A referral and an empty reply say nothing about their time; half a chain is no answer. */
  private static Verdict ofNoData(Sections sections, long ttl) {
    if (hasAuthority(sections, Type.SOA)) {
      return new Verdict(Kind.DENIAL, ttl, "");
    }
    return sections.answer().isEmpty()
        ? new Verdict(Kind.SUCCESS, SHORT, "")
        : notKept(ttl, "its aliases lead nowhere");
  }

  /** Only what an upstream said; what this server did not find out it may find out next time. */
  private static Verdict ofFailure(Outcome.Failed failed) {
    boolean kept = failed.rcode() == Rcode.SERVFAIL || failed.rcode() == Rcode.NOTIMP;
    return failed.relayed() && kept
        ? new Verdict(Kind.FAILURE, SHORT, "")
        : notKept(SHORT, "it is a failure");
  }

  private static Verdict notKept(long ttl, String reason) {
    return new Verdict(Kind.NOT_KEPT, ttl, reason);
  }

  private static boolean hasAuthority(Sections sections, int type) {
    return sections.authority().stream().anyMatch(record -> record.getType() == type);
  }

  private static boolean hasExpiredSignature(Sections sections, Instant now) {
    return sections.answer().stream()
        .filter(RRSIGRecord.class::isInstance)
        .map(RRSIGRecord.class::cast)
        .anyMatch(
            signature ->
                now.isBefore(signature.getTimeSigned()) || now.isAfter(signature.getExpire()));
  }
}
