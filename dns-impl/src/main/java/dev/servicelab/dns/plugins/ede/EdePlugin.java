package dev.servicelab.dns.plugins.ede;

import dev.servicelab.dns.chain.Chain;
import dev.servicelab.dns.chain.Outcome;
import dev.servicelab.dns.chain.Plugin;
import dev.servicelab.dns.chain.PluginContext;
import dev.servicelab.dns.chain.Query;
import dev.servicelab.dns.corefile.Directive;
import java.util.List;

/**
 * Tells clients why: an Extended DNS Error (RFC 8914) in each reply that denies, refuses or fails,
 * and in those from a cache that is too old.
 *
 * @param text whether the reason is sent in words as well
 */
public record EdePlugin(boolean text) implements Plugin {

  private static final List<String> OPTIONS = List.of("codes_only");

  /** Reads {@code ede { codes_only }}. */
  public static Plugin create(Directive directive, PluginContext context) {
    directive.requireArguments(0, 0);
    boolean text = true;
    for (Directive option : directive.options()) {
      if (!option.name().equals("codes_only")) {
        throw directive.unknownOption(option, OPTIONS);
      }
      option.requireArguments(0, 0);
      text = false;
    }
    return new EdePlugin(text);
  }

  @Override
  public String name() {
    return "ede";
  }

  @Override
  public Outcome handle(Query query, Chain next) {
    if (query.request().edns().isEmpty()) {
      // Without EDNS there is no place for it.
      return next.ask(query);
    }
    Reasons reasons = new Reasons(query.explanation());
    Outcome outcome = next.ask(query.explainedTo(reasons));
    return reasons
        .option(outcome, text)
        .map(option -> outcome.with(outcome.sections().with(option)))
        .orElse(outcome);
  }
}
