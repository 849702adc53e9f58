package dev.servicelab.dns.plugins.bufsize;

import dev.servicelab.dns.chain.Plugin;
import dev.servicelab.dns.chain.PluginContext;
import dev.servicelab.dns.chain.Query;
import dev.servicelab.dns.chain.QueryAdjuster;
import dev.servicelab.dns.corefile.Directive;
import dev.servicelab.dns.corefile.Values;

/**
 * Bounds the size of UDP answers: a packet that has to be cut in pieces on its way arrives less
 * often than a client that asks again over TCP. It never raises what a client offers.
 *
 * @param most the largest answer, in bytes
 */
public record BufsizePlugin(int most) implements Plugin, QueryAdjuster {

  /** What passes nearly every network in one piece (DNS flag day 2020). */
  private static final int USUAL = 1232;

  /** Reads {@code bufsize [SIZE]}. */
  public static Plugin create(Directive directive, PluginContext context) {
    directive.requireArguments(0, 1);
    directive.requireNoOptions();
    return new BufsizePlugin(
        directive.arguments().isEmpty()
            ? USUAL
            : Values.number(directive, directive.onlyArgument(), 512, 4096));
  }

  @Override
  public String name() {
    return "bufsize";
  }

  @Override
  public Query adjust(Query query) {
    return query
        .request()
        .edns()
        .filter(edns -> edns.payloadSize() > most)
        .map(edns -> lowered(query, edns))
        .orElse(query);
  }

  private Query lowered(Query query, Query.Edns edns) {
    query.explain(
        name(),
        () ->
            "the client takes " + edns.payloadSize() + " bytes over UDP, it gets at most " + most);
    return query.with(query.request().with(new Query.Edns(most, edns.dnssecOk(), edns.options())));
  }
}
