package dev.servicelab.labs.bench.dns;

import java.util.ArrayList;
import java.util.List;

/**
 * Which kinds of queries are measured, over which transports.
 *
 * @param kinds of queries
 * @param transports for each of them
 */
record Scope(List<Kind> kinds, List<Transport> transports) {

  /** Everything. */
  static final Scope ALL = new Scope(List.of(Kind.values()), List.of(Transport.values()));

  /** What grows with the number of Services. */
  static final Scope SHORT = new Scope(List.of(Kind.NAMES, Kind.ABSENT), List.of(Transport.UDP));

  /** A load. */
  record Load(Kind kind, Transport transport) {}

  /** Each kind with each transport. */
  List<Load> loads() {
    List<Load> loads = new ArrayList<>();
    kinds.forEach(kind -> transports.forEach(transport -> loads.add(new Load(kind, transport))));
    return loads;
  }
}
