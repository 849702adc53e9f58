package dev.servicelab.dns.plugins.rewrite;

import dev.servicelab.dns.chain.Outcome;
import dev.servicelab.dns.chain.Query;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** One rule: what it makes of a query and of the reply to it. */
@FunctionalInterface
interface Rule {

  /**
   * What becomes of the query; empty if the rule is not for it.
   *
   * @throws IllegalArgumentException if the new name is none
   */
  Optional<Rewritten> apply(Query query);

  /**
   * What a rule made of a query.
   *
   * @param query the query from now on
   * @param replies what it will make of the reply, in this order
   */
  record Rewritten(Query query, List<UnaryOperator<Outcome>> replies) {

    public Rewritten {
      replies = List.copyOf(replies);
    }

    static Optional<Rewritten> of(Query query) {
      return Optional.of(new Rewritten(query, List.of()));
    }
  }

  /**
   * A rule as written.
   *
   * @param text its words
   * @param stop whether no later rule is tried after it
   * @param rule what it does
   */
  record Line(String text, boolean stop, Rule rule) {}
}
