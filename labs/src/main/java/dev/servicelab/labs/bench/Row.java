package dev.servicelab.labs.bench;

import java.util.OptionalDouble;

/**
 * One line of the result.
 *
 * @param what what was measured, in words
 * @param size Services with three endpoints each
 * @param own our value
 * @param reference the reference's value
 * @param unit of both
 * @param goal the largest ratio that is good enough; empty if there is none
 */
record Row(String what, int size, double own, double reference, String unit, OptionalDouble goal) {

  /** The size that the goals are about. */
  static final int GOAL_SIZE = 1_000;

  /** Ours divided by the reference's, to two digits, as it is shown and judged. */
  double ratio() {
    return Math.round(own / reference * 100) / 100.0;
  }

  /** Whether a goal is missed. */
  boolean missed() {
    return goal.isPresent() && ratio() > goal.getAsDouble();
  }
}
