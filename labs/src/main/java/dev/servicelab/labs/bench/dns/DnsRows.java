package dev.servicelab.labs.bench.dns;

import dev.servicelab.labs.bench.Goal;
import dev.servicelab.labs.bench.Row;
import dev.servicelab.labs.bench.Samples;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes the result's lines of what was measured at one size.
 *
 * @param size how many Services there were
 * @param own what was measured of ours
 * @param reference likewise of the reference
 */
record DnsRows(int size, Samples<Quantity> own, Samples<Quantity> reference) {
  private static final Goal RATE = Goal.atLeast(2.0);
  private static final Goal OF_ECHO = Goal.atLeast(0.75);
  private static final Goal LATENCY = Goal.atMost(1.0);
  private static final Goal MEMORY = Goal.atMost(1.2);
  private static final Goal START = Goal.value(1.5);

  /** The lines for these loads, and those that are not about one. */
  List<Row> of(List<Scope.Load> loads) {
    List<Row> rows = new ArrayList<>();
    loads.forEach(load -> rows.add(rate(load)));
    if (own.count(new Quantity.EchoRate()) > 0) {
      rows.add(ofEcho());
    }
    loads.forEach(
        load -> {
          rows.add(latency(load, 50, Optional.empty()));
          rows.add(latency(load, 99, Optional.of(LATENCY)));
        });
    rows.add(row("memory (VmRSS) under load", new Quantity.Memory(), "MB", Optional.of(MEMORY)));
    rows.add(row("start to first right answer", new Quantity.Start(), "s", Optional.of(START)));
    return rows;
  }

  private Row rate(Scope.Load load) {
    boolean judged = load.kind() == Kind.NAMES && load.transport() == Transport.UDP;
    return row(
        "%s, %s".formatted(load.kind().words(), load.transport()),
        new Quantity.Rate(load.kind(), load.transport()),
        "QPS",
        judged ? Optional.of(RATE) : Optional.empty());
  }

  private Row ofEcho() {
    return new Row(
        Kind.NAMES.words() + ", UDP; reference: a Java echo",
        size,
        own.median(new Quantity.Rate(Kind.NAMES, Transport.UDP)),
        own.median(new Quantity.EchoRate()),
        "QPS",
        goal(Optional.of(OF_ECHO)));
  }

  private Row latency(Scope.Load load, int percent, Optional<Goal> goal) {
    return row(
        "%s, %s, p%d at %,d QPS"
            .formatted(load.kind().words(), load.transport(), percent, load.kind().load()),
        new Quantity.Latency(load.kind(), load.transport(), percent),
        "ms",
        goal);
  }

  private Row row(String what, Quantity quantity, String unit, Optional<Goal> goal) {
    return new Row(what, size, own.median(quantity), reference.median(quantity), unit, goal(goal));
  }

  private Optional<Goal> goal(Optional<Goal> goal) {
    return size == Row.GOAL_SIZE ? goal : Optional.empty();
  }
}
