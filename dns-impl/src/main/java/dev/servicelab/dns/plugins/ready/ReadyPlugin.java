package dev.servicelab.dns.plugins.ready;

import dev.servicelab.dns.chain.Addresses;
import dev.servicelab.dns.chain.HttpPage;
import dev.servicelab.dns.chain.HttpPage.Content;
import dev.servicelab.dns.chain.Plugin;
import dev.servicelab.dns.chain.PluginContext;
import dev.servicelab.dns.chain.ServerProcess;
import dev.servicelab.dns.corefile.Directive;
import dev.servicelab.dns.fast.FastLane;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Says whether clients should be sent here: not before every plugin can answer, and not any more
 * from the moment the server is told to stop, so that Services forget it while it still answers.
 */
public final class ReadyPlugin implements Plugin {

  private static final int PORT = 8181;
  private static final List<String> OPTIONS = List.of("monitor");

  private final ServerProcess process;
  private final boolean continuously;
  private @Nullable Set<String> waitedFor;

  private ReadyPlugin(ServerProcess process, boolean continuously) {
    this.process = process;
    this.continuously = continuously;
  }

  /** Reads {@code ready [ADDRESS] { monitor until-ready|continuously }}. */
  public static Plugin create(Directive directive, PluginContext context) {
    InetSocketAddress listen = Addresses.listen(directive, new InetSocketAddress(PORT));
    boolean continuously = false;
    for (Directive option : directive.options()) {
      if (!option.name().equals("monitor")) {
        throw directive.unknownOption(option, OPTIONS);
      }
      continuously = continuously(option);
    }
    ReadyPlugin plugin = new ReadyPlugin(context.process(), continuously);
    context.serve(new HttpPage(listen, "/ready", plugin::page));
    return plugin;
  }

  @Override
  public String name() {
    return "ready";
  }

  @Override
  public FastLane fastLane() {
    return FastLane.OPEN;
  }

  private static boolean continuously(Directive option) {
    String word = option.onlyArgument();
    return switch (word) {
      case "until-ready" -> false;
      case "continuously" -> true;
      default -> throw option.error("'" + word + "' is not one of until-ready, continuously");
    };
  }

  private Content page() {
    if (process.draining()) {
      return Content.plain(503, "shutting down");
    }
    Set<String> unready = unready();
    return unready.isEmpty()
        ? Content.plain(200, "OK")
        : Content.plain(503, String.join(",", unready));
  }

  /** A plugin that was ready once counts as ready, unless it is to be watched. */
  private synchronized Set<String> unready() {
    Set<String> now = new TreeSet<>(process.unready());
    if (now.contains(ServerProcess.STARTING)) {
      return now; // says nothing of any plugin yet
    }
    if (waitedFor == null || continuously) {
      waitedFor = now;
    } else {
      waitedFor.retainAll(now);
    }
    return new TreeSet<>(waitedFor);
  }
}
