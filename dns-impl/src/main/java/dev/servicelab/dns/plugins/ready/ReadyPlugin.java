package dev.servicelab.dns.plugins.ready;

import dev.servicelab.dns.chain.Addresses;
import dev.servicelab.dns.chain.HttpPage;
import dev.servicelab.dns.chain.HttpPage.Content;
import dev.servicelab.dns.chain.Ineffective;
import dev.servicelab.dns.chain.Plugin;
import dev.servicelab.dns.chain.PluginContext;
import dev.servicelab.dns.chain.ServerProcess;
import dev.servicelab.dns.corefile.Directive;
import dev.servicelab.dns.fast.FastLane;
import java.net.InetSocketAddress;
import java.util.List;

/**
 * Says whether clients should be sent here: not before every plugin can answer, and not any more
 * from the moment the server is told to stop, so that Services forget it while it still answers.
 */
public record ReadyPlugin() implements Plugin {

  private static final int PORT = 8181;
  private static final List<String> OPTIONS = List.of("monitor");

  /** Reads {@code ready [ADDRESS]}. */
  public static Plugin create(Directive directive, PluginContext context) {
    InetSocketAddress listen = Addresses.listen(directive, new InetSocketAddress(PORT));
    for (Directive option : directive.options()) {
      if (!option.name().equals("monitor")) {
        throw directive.unknownOption(option, OPTIONS);
      }
      Ineffective.note(directive, option);
    }
    ServerProcess process = context.process();
    context.serve(new HttpPage(listen, "/ready", () -> page(process)));
    return new ReadyPlugin();
  }

  @Override
  public String name() {
    return "ready";
  }

  @Override
  public FastLane fastLane() {
    return FastLane.OPEN;
  }

  private static Content page(ServerProcess process) {
    if (process.draining()) {
      return Content.plain(503, "shutting down");
    }
    List<String> unready = process.unready();
    return unready.isEmpty()
        ? Content.plain(200, "OK")
        : Content.plain(503, String.join(",", unready));
  }
}
