package dev.servicelab.labs.bench;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The values measured of one proxy at one size, in the order in which they came. */
final class Samples {
  private final Map<Quantity, List<Double>> values = new EnumMap<>(Quantity.class);

  void add(Quantity quantity, double value) {
    values.computeIfAbsent(quantity, key -> new ArrayList<>()).add(value);
  }

  /** How often a quantity was measured. */
  int count(Quantity quantity) {
    return values.getOrDefault(quantity, List.of()).size();
  }

  /** The middle value; of an even number the mean of the two in the middle. */
  double median(Quantity quantity) {
    List<Double> sorted = sorted(quantity);
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  /** A value that was measured (nearest rank): of fewer than a hundred the largest. */
  double p99(Quantity quantity) {
    List<Double> sorted = sorted(quantity);
    return sorted.get(Math.ceilDiv(sorted.size() * 99, 100) - 1);
  }

  private List<Double> sorted(Quantity quantity) {
    List<Double> all = values.getOrDefault(quantity, List.of());
    if (all.isEmpty()) {
      throw new IllegalStateException("nothing was measured of: " + quantity.words());
    }
    return all.stream().sorted().toList();
  }
}
