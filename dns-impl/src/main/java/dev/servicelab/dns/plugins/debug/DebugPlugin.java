package dev.servicelab.dns.plugins.debug;

import dev.servicelab.dns.chain.Chain;
import dev.servicelab.dns.chain.Outcome;
import dev.servicelab.dns.chain.Plugin;
import dev.servicelab.dns.chain.PluginContext;
import dev.servicelab.dns.chain.Query;
import dev.servicelab.dns.corefile.Directive;
import dev.servicelab.dns.fast.FastLane;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.stream.Stream;

/**
 * Lets the server end at a mistake of its own, which otherwise costs one answer: so that nobody
 * overlooks it. It shows what plugins log for debugging, too.
 */
public final class DebugPlugin implements Plugin {

  private static final Logger LOG = System.getLogger("plugin/debug");

  /** Held fast, since the log manager forgets the levels of loggers that nobody has. */
  private static final List<java.util.logging.Logger> TALKATIVE =
      Stream.of("server", "plugin/errors").map(java.util.logging.Logger::getLogger).toList();

  private final PluginContext context;

  private DebugPlugin(PluginContext context) {
    this.context = context;
  }

  /** Reads {@code debug}. */
  public static Plugin create(Directive directive, PluginContext context) {
    directive.requireArguments(0, 0);
    directive.requireNoOptions();
    return new DebugPlugin(context);
  }

  @Override
  public String name() {
    return "debug";
  }

  @Override
  public FastLane fastLane() {
    return FastLane.OPEN;
  }

  @Override
  public void start() {
    TALKATIVE.forEach(logger -> logger.setLevel(java.util.logging.Level.FINE));
  }

  @Override
  public Outcome handle(Query query, Chain next) {
    try {
      return next.ask(query);
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "no answer for " + query.name() + ": " + e, e);
      context.process().fail("debug: a mistake in the server ends it: " + e);
      throw e;
    }
  }
}
