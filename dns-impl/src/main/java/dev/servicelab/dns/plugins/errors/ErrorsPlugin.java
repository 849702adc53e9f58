package dev.servicelab.dns.plugins.errors;

import dev.servicelab.dns.chain.Chain;
import dev.servicelab.dns.chain.Outcome;
import dev.servicelab.dns.chain.Plugin;
import dev.servicelab.dns.chain.PluginContext;
import dev.servicelab.dns.chain.Query;
import dev.servicelab.dns.corefile.Directive;
import dev.servicelab.dns.fast.FastLane;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import org.xbill.DNS.Type;

/**
 * Logs why a query failed; the client only learns that it did. What an upstream says, even
 * SERVFAIL, is an answer and no failure of this server.
 *
 * @param consolidated failures that are counted instead, the first that matches
 * @param stacktrace whether a mistake in a plugin is logged with its place
 */
public record ErrorsPlugin(List<Consolidation> consolidated, boolean stacktrace) implements Plugin {

  private static final Logger LOG = System.getLogger("plugin/errors");
  private static final List<String> OPTIONS = List.of("consolidate", "stacktrace");

  public ErrorsPlugin {
    consolidated = List.copyOf(consolidated);
  }

  /** Reads {@code errors [stdout] { ... }}. */
  public static Plugin create(Directive directive, PluginContext context) {
    directive.requireArguments(0, 1);
    if (!directive.arguments().isEmpty() && !directive.onlyArgument().equals("stdout")) {
      throw directive.error("'" + directive.onlyArgument() + "' is not 'stdout'");
    }
    List<Consolidation> consolidated = new ArrayList<>();
    boolean stacktrace = false;
    for (Directive option : directive.options()) {
      switch (option.name()) {
        case "consolidate" -> consolidated.add(Consolidation.parse(option));
        case "stacktrace" -> {
          option.requireArguments(0, 0);
          stacktrace = true;
        }
        default -> throw directive.unknownOption(option, OPTIONS);
      }
    }
    return new ErrorsPlugin(consolidated, stacktrace);
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
    Outcome outcome;
    try {
      outcome = next.ask(query);
    } catch (RuntimeException e) {
      if (stacktrace) {
        LOG.log(Level.ERROR, "a mistake in the server: " + e, e);
      }
      throw e;
    }
    if (outcome instanceof Outcome.Failed failed && !failed.relayed() && !query.rehearsal()) {
      log(query, failed);
    }
    return outcome;
  }

  @Override
  public void stop() {
    consolidated.forEach(Consolidation::close);
  }

  private void log(Query query, Outcome.Failed failed) {
    Level level = Level.ERROR;
    for (Consolidation consolidation : consolidated) {
      if (consolidation.isFor(failed.reason())) {
        if (!consolidation.add(LOG)) {
          return;
        }
        level = consolidation.level();
        break;
      }
    }
    LOG.log(level, line(query, failed));
  }

  private static String line(Query query, Outcome.Failed failed) {
    return "%d %s %s: %s"
        .formatted(failed.rcode(), query.name(), Type.string(query.type()), failed.reason());
  }
}
