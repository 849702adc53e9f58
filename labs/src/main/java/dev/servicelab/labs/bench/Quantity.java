package dev.servicelab.labs.bench;

import java.util.Optional;

/** What is measured of a proxy. */
enum Quantity {
  /** How long the proxy says that its first sync took, which is a full one. */
  FIRST_FULL_SYNC("first full sync", "s", 0.8),
  /** From the first instruction of the proxy's program to the commit of the last rule. */
  START("process start to rules in place", "s", 1.0),
  /** From the API server's answer to the write to the kernel's commit. */
  ENDPOINT_CHANGE("one endpoint changed", "ms", 0.5),
  /** Of that the sync alone, as the proxy says; where it is long, it goes on behind the commit. */
  CHANGE_SYNC("… its sync, by its own account", "ms"),
  /** Likewise, of a Service that has its EndpointSlice already. */
  SERVICE_ADDED("Service added", "ms"),
  /** Likewise, until its rule is gone. */
  SERVICE_DELETED("Service deleted", "ms"),
  /** VmRSS of the process, when all changes are done. */
  MEMORY("memory (VmRSS)", "MB", 1.2),
  /** Of the process and the tools it ran, from its start to the last change. */
  CPU("CPU from start to last change", "s");

  private final String words;
  private final String unit;

  @SuppressWarnings("ImmutableEnumChecker") // an Optional of a record: neither can change
  private final Optional<Goal> goal;

  Quantity(String words, String unit) {
    this(words, unit, Optional.empty());
  }

  Quantity(String words, String unit, double goal) {
    this(words, unit, Optional.of(Goal.atMost(goal)));
  }

  Quantity(String words, String unit, Optional<Goal> goal) {
    this.words = words;
    this.unit = unit;
    this.goal = goal;
  }

  String words() {
    return words;
  }

  @Override
  public String toString() {
    return words;
  }

  String unit() {
    return unit;
  }

  /** What is good enough at {@link Row#GOAL_SIZE} Services. */
  Optional<Goal> goal() {
    return goal;
  }
}
