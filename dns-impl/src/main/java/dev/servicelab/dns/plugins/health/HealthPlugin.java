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
 * would cut the lame duck short.
 *
 * @param lameduck how long to go on answering after SIGTERM
 */
public record HealthPlugin(Duration lameduck) implements Plugin {

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
    context.serve(new HttpPage(listen, "/health", () -> Content.plain(200, "OK")));
    return new HealthPlugin(lameduck);
  }

  @Override
  public String name() {
    return "health";
  }

  @Override
  public FastLane fastLane() {
    return FastLane.OPEN;
  }
}
