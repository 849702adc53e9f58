package dev.servicelab.labs.bench;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The values measured of one program at one size, in the order in which they came.
 *
 * @param <Q> what is measured; in words as text
 */
public final class Samples<Q> {
  private final Map<Q, List<Double>> values = new HashMap<>();

  /** One more value. */
  public void add(Q quantity, double value) {
    values.computeIfAbsent(quantity, key -> new ArrayList<>()).add(value);
  }

  /** How often a quantity was measured. */
  public int count(Q quantity) {
    return values.getOrDefault(quantity, List.of()).size();
  }

  /** The middle value; of an even number the mean of the two in the middle. */
  public double median(Q quantity) {
    List<Double> sorted = sorted(quantity);
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  /** A value that was measured (nearest rank): of fewer than a hundred the largest. */
  double p99(Q quantity) {
    List<Double> sorted = sorted(quantity);
    return sorted.get(Math.ceilDiv(sorted.size() * 99, 100) - 1);
  }

  private List<Double> sorted(Q quantity) {
    List<Double> all = values.getOrDefault(quantity, List.of());
    if (all.isEmpty()) {
      throw new IllegalStateException("nothing was measured of: " + quantity);
    }
    return all.stream().sorted().toList();
  }
}
