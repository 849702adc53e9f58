package dev.servicelab.labs.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** Makes the result's lines of what was measured. */
final class Rows {
  private static final List<Quantity> THAT_GROW =
      List.of(Quantity.FIRST_FULL_SYNC, Quantity.START, Quantity.ENDPOINT_CHANGE, Quantity.MEMORY);
  private static final int LARGE = 5_000;

  private Rows() {}

  /**
   * The lines, by size.
   *
   * @param measured by size
   */
  static List<Row> of(Map<Integer, Pair> measured) {
    return of(measured, Quantity::goal);
  }

  /**
   * The lines, by size.
   *
   * @param measured by size
   * @param goals what is good enough at {@link Row#GOAL_SIZE} Services
   */
  static List<Row> of(Map<Integer, Pair> measured, Function<Quantity, Optional<Goal>> goals) {
    List<Row> rows = new ArrayList<>();
    new TreeMap<>(measured).forEach((size, pair) -> rows.addAll(ofSize(size, pair, goals)));
    Pair small = measured.get(Row.GOAL_SIZE);
    Pair large = measured.get(LARGE);
    if (small != null && large != null) {
      THAT_GROW.forEach(quantity -> rows.add(growth(quantity, small, large)));
    }
    return rows;
  }

  private static List<Row> ofSize(int size, Pair pair, Function<Quantity, Optional<Goal>> goals) {
    List<Row> rows = new ArrayList<>();
    for (Quantity quantity : Quantity.values()) {
      if (pair.own().count(quantity) == 0 && pair.reference().count(quantity) == 0) {
        continue; // not of this mode
      }
      boolean spread = quantity == Quantity.ENDPOINT_CHANGE;
      rows.add(
          new Row(
              quantity.words() + (spread ? ", p50" : ""),
              size,
              pair.own().median(quantity),
              pair.reference().median(quantity),
              quantity.unit(),
              size == Row.GOAL_SIZE ? goals.apply(quantity) : Optional.empty()));
      if (spread) {
        rows.add(
            new Row(
                quantity.words() + ", p99",
                size,
                pair.own().p99(quantity),
                pair.reference().p99(quantity),
                quantity.unit(),
                Optional.empty()));
      }
    }
    return rows;
  }

  private static Row growth(Quantity quantity, Pair small, Pair large) {
    return new Row(
        "growth from " + Row.GOAL_SIZE + ": " + quantity.words(),
        LARGE,
        large.own().median(quantity) / small.own().median(quantity),
        large.reference().median(quantity) / small.reference().median(quantity),
        "×",
        Optional.of(Goal.atMost(1.0)));
  }

  /** What was measured at one size. */
  record Pair(Samples<Quantity> own, Samples<Quantity> reference) {}
}
