package dev.servicelab.dns.metrics;

import java.util.Arrays;
import org.xbill.DNS.Type;

/**
 * The numbers about one server's, zone's and transport's queries. Counting allocates nothing. Any
 * thread may count, but a lock that several threads want costs ten times one that only one does
 * (and so do the counters of the Prometheus library, 450 ns a query with two threads): a busy
 * thread should have a tally of its own.
 */
public final class QueryTally {

  /** IPv4 and IPv6. */
  static final int FAMILIES = 2;

  /** All that RFC 6895 gives a name to, and some more. */
  static final int RCODES = 32;

  /**
   * The types with a label of their own; a client that asks for all 65,536 must not make as many
   * series.
   */
  static final int[] TYPES = {
    Type.A,
    Type.AAAA,
    Type.CNAME,
    Type.DNSKEY,
    Type.DS,
    Type.HTTPS,
    Type.MX,
    Type.NS,
    Type.NSEC,
    Type.NSEC3,
    Type.PTR,
    Type.RRSIG,
    Type.SOA,
    Type.SRV,
    Type.SVCB,
    Type.TXT,
    Type.ANY
  };

  private static final byte[] INDEX = new byte[256];

  static {
    Arrays.fill(INDEX, (byte) TYPES.length);
    for (int i = 0; i < TYPES.length; i++) {
      INDEX[TYPES[i]] = (byte) i;
    }
  }

  private final long[] requests = new long[FAMILIES * (TYPES.length + 1)];
  private final long[] responses = new long[RCODES];
  private long dnssecOk;
  private final Spread nanos = Spread.ofDurations();
  private final Spread requestBytes = Spread.ofSizes();
  private final Spread responseBytes = Spread.ofSizes();

  /**
   * Counts a query that was answered.
   *
   * @param family 1 for IPv4, 2 for IPv6
   * @param type the type asked for
   * @param rcode what was answered
   * @param withDnssecOk whether the client set DO
   * @param requestSize the query's length in bytes
   * @param responseSize the answer's length in bytes
   * @param duration from the query's arrival to its answer, in nanoseconds
   */
  public synchronized void count(
      int family,
      int type,
      int rcode,
      boolean withDnssecOk,
      int requestSize,
      int responseSize,
      long duration) {
    requests[slot(family, type < INDEX.length ? INDEX[type] : TYPES.length)]++;
    responses[Math.min(rcode, RCODES - 1)]++;
    if (withDnssecOk) {
      dnssecOk++;
    }
    nanos.add(duration);
    requestBytes.add(requestSize);
    responseBytes.add(responseSize);
  }

  /** Adds all of this to another one, which no other thread uses. */
  synchronized void addTo(QueryTally sum) {
    Spread.addAll(requests, sum.requests);
    Spread.addAll(responses, sum.responses);
    sum.dnssecOk += dnssecOk;
    nanos.addTo(sum.nanos);
    requestBytes.addTo(sum.requestBytes);
    responseBytes.addTo(sum.responseBytes);
  }

  /** Queries of a family for the type at this place of {@link #TYPES}; beyond it, all others. */
  long requests(int family, int typeIndex) {
    return requests[slot(family, typeIndex)];
  }

  long responses(int rcode) {
    return responses[rcode];
  }

  long dnssecOk() {
    return dnssecOk;
  }

  Spread nanos() {
    return nanos;
  }

  Spread requestBytes() {
    return requestBytes;
  }

  Spread responseBytes() {
    return responseBytes;
  }

  private static int slot(int family, int typeIndex) {
    return (family - 1) * (TYPES.length + 1) + typeIndex;
  }
}
