package dev.servicelab.dns.chain;

import java.util.function.Supplier;

/**
 * What was decided about one query, and by whom, in the order of the decisions. Most queries have
 * nobody who wants to read that; then nothing is put into words.
 */
@FunctionalInterface
public interface Explanation {

  /** Nobody reads it: what is said is not even made. */
  Explanation SILENT = (who, decision) -> {};

  /**
   * Adds a decision.
   *
   * @param who the plugin's name, or the part of the server
   * @param decision one sentence; made only if somebody reads it
   */
  void say(String who, Supplier<String> decision);

  /** A plugin is asked this query, maybe changed by the one before; {@link Chain} says so. */
  default void asked(String plugin, Query query) {}

  /** What the plugin asked last, and not yet answered, made of its query. */
  default void answered(String plugin, Outcome outcome) {}

  /**
   * A code of RFC 8914 §4 that fits the reply better than its rcode.
   *
   * @param infoCode one of {@link org.xbill.DNS.ExtendedErrorCodeOption}'s constants
   */
  default void extendedError(int infoCode) {}

  /**
   * Whether the query is asked only for the sake of the explanation. Then plugins leave no trace of
   * it: nothing is counted, logged or kept for later queries.
   */
  default boolean rehearsal() {
    return false;
  }
}
