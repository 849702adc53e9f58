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
}
