package dev.servicelab.labs.report;

import java.util.Collection;
import java.util.List;

/**
 * How measured seconds are spread. A quantile is a value that was measured (nearest rank): of fewer
 * than a hundred values, p99 is the largest.
 *
 * @param count how many there are, at least 1
 */
record Spread(int count, double min, double p50, double p99, double max) {
  /**
   * The spread of these values.
   *
   * @param seconds at least one
   */
  static Spread of(Collection<Double> seconds) {
    List<Double> sorted = seconds.stream().sorted().toList();
    return new Spread(
        sorted.size(), sorted.getFirst(), rank(sorted, 50), rank(sorted, 99), sorted.getLast());
  }

  private static double rank(List<Double> sorted, int percent) {
    return sorted.get(Math.ceilDiv(sorted.size() * percent, 100) - 1);
  }
}
