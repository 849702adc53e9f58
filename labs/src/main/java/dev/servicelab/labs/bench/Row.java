package dev.servicelab.labs.bench;

import java.util.Optional;

/**
 * One line of the result.
 *
 * @param what what was measured, in words
 * @param size how many Services there were
 * @param own our value
 * @param reference the reference's value
 * @param unit of both
 * @param goal what is good enough; empty if nothing was said about that
 */
public record Row(
    String what, int size, double own, double reference, String unit, Optional<Goal> goal) {

  /** The size that the goals are about. */
  public static final int GOAL_SIZE = 1_000;

  /** Ours divided by the reference's, to two digits, as it is shown and judged. */
  double ratio() {
    return Math.round(own / reference * 100) / 100.0;
  }

  /** Whether a goal is missed. */
  boolean missed() {
    return goal.isPresent() && goal.get().missed(ratio(), own);
  }
}
