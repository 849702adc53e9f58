package dev.servicelab.dns.plugins.log;

import dev.servicelab.dns.chain.Plugin;
import dev.servicelab.dns.chain.PluginContext;
import dev.servicelab.dns.chain.Query;
import dev.servicelab.dns.chain.ReplyObserver;
import dev.servicelab.dns.corefile.Directive;
import dev.servicelab.dns.fast.FastLane;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;

/**
 * Logs each reply on a line.
 *
 * @param rules the lines of the Corefile; the first that is for a name decides about it
 * @param context where the server listens
 */
public record LogPlugin(List<LogRule> rules, PluginContext context)
    implements Plugin, ReplyObserver {

  private static final Logger LOG = System.getLogger("plugin/log");

  public LogPlugin {
    rules = List.copyOf(rules);
  }

  /** Reads all {@code log} lines of a block. */
  public static Plugin create(Directive lines, PluginContext context) {
    return new LogPlugin(lines.options().stream().map(LogRule::parse).toList(), context);
  }

  @Override
  public String name() {
    return "log";
  }

  /** Answers from memory are never errors. */
  @Override
  public FastLane fastLane() {
    return rules.stream().allMatch(LogRule::onlyErrors) ? FastLane.OPEN : FastLane.CLOSED;
  }

  @Override
  public void replied(Query query, Reply reply) {
    Optional<LogRule> rule =
        rules.stream().filter(candidate -> candidate.isFor(query.name())).findFirst();
    ReplyType type = ReplyType.of(query, reply.outcome());
    if (rule.isPresent() && rule.get().classes().contains(type.kind())) {
      LOG.log(
          Level.INFO,
          () -> rule.get().format().line(new LineFormat.Line(query, reply, type, context)));
    }
  }
}
