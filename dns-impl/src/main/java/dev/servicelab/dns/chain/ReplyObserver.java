package dev.servicelab.dns.chain;

/** A plugin that wants to see each reply as it was sent: logs and metrics. */
public interface ReplyObserver {

  /** Called after the reply was made; it must neither block nor throw. */
  void replied(Query query, Reply reply);

  /**
   * A reply as its client gets it.
   *
   * @param outcome what it says
   * @param truncated whether records were left out (TC)
   * @param size its length in bytes
   * @param nanos the time from the query's arrival, in nanoseconds
   */
  record Reply(Outcome outcome, boolean truncated, int size, long nanos) {}
}
