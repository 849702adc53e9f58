package dev.servicelab.dns.plugins.timeouts;

import dev.servicelab.dns.chain.Plugin;
import dev.servicelab.dns.chain.PluginContext;
import dev.servicelab.dns.chain.TcpLimits;
import dev.servicelab.dns.corefile.Directive;
import dev.servicelab.dns.corefile.Values;
import dev.servicelab.dns.fast.FastLane;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Bounds what a TCP client may take of the server; the sockets are not its own, so whoever has them
 * asks it.
 *
 * @param changes what each of its options changes, in their order
 */
public record TimeoutsPlugin(List<UnaryOperator<TcpLimits>> changes) implements Plugin {

  private static final List<String> OPTIONS = List.of("read", "write", "idle", "maxtcpqueries");
  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofHours(24);

  public TimeoutsPlugin {
    changes = List.copyOf(changes);
  }

  /** Reads all {@code timeouts} lines of a block; of two that say the same the last one counts. */
  public static Plugin create(Directive lines, PluginContext context) {
    return new TimeoutsPlugin(lines.options().stream().flatMap(TimeoutsPlugin::changes).toList());
  }

  @Override
  public String name() {
    return "timeouts";
  }

  @Override
  public FastLane fastLane() {
    return FastLane.OPEN;
  }

  /** These limits with its own in their place. */
  public TcpLimits over(TcpLimits limits) {
    TcpLimits changed = limits;
    for (UnaryOperator<TcpLimits> change : changes) {
      changed = change.apply(changed);
    }
    return changed;
  }

  private static Stream<UnaryOperator<TcpLimits>> changes(Directive line) {
    line.requireArguments(0, 0);
    if (line.options().isEmpty()) {
      throw line.error("expected at least one of " + String.join(", ", OPTIONS));
    }
    return line.options().stream().map(option -> change(line, option));
  }

  private static UnaryOperator<TcpLimits> change(Directive line, Directive option) {
    return switch (option.name()) {
      case "read" -> {
        Duration time = time(option);
        yield limits -> limits.withRead(time);
      }
      case "write" -> {
        Duration time = time(option);
        yield limits -> limits.withWrite(time);
      }
      case "idle" -> {
        Duration time = time(option);
        yield limits -> limits.withIdle(time);
      }
      case "maxtcpqueries" -> {
        int queries = queries(option);
        yield limits -> limits.withQueries(queries);
      }
      default -> throw line.unknownOption(option, OPTIONS);
    };
  }

  private static Duration time(Directive option) {
    Duration time = Values.seconds(option);
    if (time.compareTo(SHORTEST) < 0 || time.compareTo(LONGEST) > 0) {
      throw option.error("'" + option.onlyArgument() + "' is not between 1s and 24h");
    }
    return time;
  }

  private static int queries(Directive option) {
    String text = option.onlyArgument();
    return text.equals("-1")
        ? TcpLimits.UNLIMITED
        : Values.number(option, text, 1, Integer.MAX_VALUE);
  }
}
