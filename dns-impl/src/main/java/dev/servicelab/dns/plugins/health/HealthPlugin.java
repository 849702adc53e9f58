package dev.servicelab.dns.plugins.health;

import dev.servicelab.dns.chain.Addresses;
import dev.servicelab.dns.chain.HttpPage;
import dev.servicelab.dns.chain.HttpPage.Content;
import dev.servicelab.dns.chain.Plugin;
import dev.servicelab.dns.chain.PluginContext;
import dev.servicelab.dns.corefile.Directive;
import dev.servicelab.dns.corefile.Values;
import dev.servicelab.dns.fast.FastLane;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;

/**
 * Says "OK" as long as the process lives, also while it drains: a liveness probe that failed then
 * would cut the lame duck short. Asks itself, too: if that takes long, so do queries.
 *
 * @param lameduck how long to go on answering after SIGTERM
 * @param probe asks the page
 */
public record HealthPlugin(Duration lameduck, SelfProbe probe) implements Plugin {

  private static final int PORT = 8080;
  private static final List<String> OPTIONS = List.of("lameduck");

  /** Reads {@code health [ADDRESS] { lameduck DURATION }}. */
  public static Plugin create(Directive directive, PluginContext context) {
    InetSocketAddress listen = Addresses.listen(directive, new InetSocketAddress(PORT));
    Duration lameduck = Duration.ZERO;
    for (Directive option : directive.options()) {
      if (!option.name().equals("lameduck")) {
        throw directive.unknownOption(option, OPTIONS);
      }
      lameduck = Values.duration(option, option.onlyArgument());
    }
    HttpPage page = new HttpPage(listen, "/health", () -> Content.plain(200, "OK"));
    context.serve(page);
    return new HealthPlugin(
        lameduck, new SelfProbe(() -> context.process().url(page), context.metrics()));
  }

  @Override
  public String name() {
    return "health";
  }

  @Override
  public FastLane fastLane() {
    return FastLane.OPEN;
  }

  @Override
  public void serving() {
    probe.start();
  }

  @Override
  public void stop() {
    probe.stop();
  }
}
