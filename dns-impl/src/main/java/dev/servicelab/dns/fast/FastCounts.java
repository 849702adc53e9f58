package dev.servicelab.dns.fast;

import org.xbill.DNS.Name;

/** Counts the replies of the fast lane. */
@FunctionalInterface
public interface FastCounts {

  /** What counts the replies of one zone of the server block. */
  OfZone forZone(Name zone);

  /** Called by the thread that answers; it must neither block, nor throw, nor allocate. */
  @FunctionalInterface
  interface OfZone {

    /**
     * A reply was made.
     *
     * @param question what was asked
     * @param rcode the reply's code
     * @param size the reply's length in bytes
     * @param nanos the time from the query's arrival, in nanoseconds
     */
    void replied(Question question, int rcode, int size, long nanos);
  }
}
