package dev.servicelab.dns.explain;

import dev.servicelab.dns.chain.Outcome;
import dev.servicelab.dns.chain.Query;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One plugin asked once. It is still being written while the question is under way. */
final class Visit {

  private final String plugin;
  private final Query query;
  private final List<String> said = new ArrayList<>();
  private final List<Visit> next = new ArrayList<>();
  private @Nullable Outcome outcome;

  Visit(String plugin, Query query) {
    this.plugin = plugin;
    this.query = query;
  }

  String plugin() {
    return plugin;
  }

  /** The question as it reached the plugin. */
  Query query() {
    return query;
  }

  /** What the plugin decided, sentence by sentence. */
  List<String> said() {
    return said;
  }

  /** Whom it asked in turn; more than one if it asked again with another question. */
  List<Visit> next() {
    return next;
  }

  /** What came of it; empty if it never came back. */
  Optional<Outcome> outcome() {
    return Optional.ofNullable(outcome);
  }

  void end(Outcome came) {
    outcome = came;
  }

  /** Whether it did no more than hand on the question, and the answer back. */
  boolean silent() {
    return said.isEmpty()
        && next.size() == 1
        && sameQuestion(next.getFirst())
        && outcome().equals(next.getFirst().outcome());
  }

  boolean sameQuestion(Visit other) {
    return query.name().equals(other.query.name())
        && query.type() == other.query.type()
        && query.dclass() == other.query.dclass();
  }
}
