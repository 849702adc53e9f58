package dev.servicelab.proxy.trace;

import java.util.ArrayList;
import java.util.List;

/**
 * The random choices that a packet meets on one of its ways. Each way is walked anew, with the
 * choices of the way before and its last one decided otherwise, until all have been walked.
 */
final class Choices {
  private final List<Boolean> made = new ArrayList<>();
  private int met;
  private double probability = 1;

  /** Whether a rule that holds for one packet in {@code n} holds on this way. */
  boolean oneIn(int n) {
    if (met == made.size()) {
      made.add(true);
    }
    boolean holds = made.get(met++);
    probability *= holds ? 1.0 / n : 1 - 1.0 / n;
    return holds;
  }

  /** How likely this way is. */
  double probability() {
    return probability;
  }

  /** Goes back to the start, for another way; false if there is none. */
  boolean next() {
    while (!made.isEmpty() && !made.getLast()) {
      made.removeLast();
    }
    if (made.isEmpty()) {
      return false;
    }
    made.set(made.size() - 1, false);
    met = 0;
    probability = 1;
    return true;
  }
}
