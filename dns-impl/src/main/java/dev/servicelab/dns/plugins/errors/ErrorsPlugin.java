package dev.servicelab.dns.plugins.errors;

import dev.servicelab.dns.chain.Chain;
import dev.servicelab.dns.chain.Ineffective;
import dev.servicelab.dns.chain.Outcome;
import dev.servicelab.dns.chain.Plugin;
import dev.servicelab.dns.chain.PluginContext;
import dev.servicelab.dns.chain.Query;
import dev.servicelab.dns.corefile.Directive;
import dev.servicelab.dns.fast.FastLane;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import org.xbill.DNS.Type;

/** Logs why a query failed; the client only learns that it did. */
public final class ErrorsPlugin implements Plugin {

  private static final Logger LOG = System.getLogger("plugin/errors");
  private static final List<String> NOT_YET = List.of("consolidate", "stacktrace");

  /** Reads {@code errors}. */
  public static Plugin create(Directive directive, PluginContext context) {
    directive.requireArguments(0, 0);
    for (Directive option : directive.options()) {
      if (!NOT_YET.contains(option.name())) {
        throw directive.unknownOption(option, NOT_YET);
      }
      Ineffective.note(directive, option);
    }
    return new ErrorsPlugin();
  }

  @Override
  public String name() {
    return "errors";
  }

  @Override
  public FastLane fastLane() {
    return FastLane.OPEN;
  }

  @Override
  public Outcome handle(Query query, Chain next) {
    Outcome outcome = next.ask(query);
    if (outcome instanceof Outcome.Failed failed && !query.rehearsal()) {
      LOG.log(
          Level.ERROR,
          () ->
              failed.rcode()
                  + " "
                  + query.name()
                  + " "
                  + Type.string(query.type())
                  + ": "
                  + failed.reason());
    }
    return outcome;
  }
}
