package dev.servicelab.dns;

import dev.servicelab.dns.chain.HttpPage;
import dev.servicelab.dns.chain.Plugin;
import dev.servicelab.dns.chain.PluginContext;
import dev.servicelab.dns.chain.ZoneRouter;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * A Corefile made ready to serve: nothing of it touches the outside world before it is started.
 *
 * @param listeners the zones of each listening address, in the Corefile's order
 * @param pages what is served over HTTP
 * @param plugins all plugins of all blocks
 * @param counted the blocks whose queries are counted
 */
record ServerConfig(
    SequencedMap<InetSocketAddress, ZoneRouter> listeners,
    List<HttpPage> pages,
    List<Plugin> plugins,
    List<Counted> counted) {

  /** No Corefile at all. */
  static final ServerConfig EMPTY =
      new ServerConfig(new LinkedHashMap<>(), List.of(), List.of(), List.of());

  ServerConfig {
    listeners = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(listeners));
    pages = List.copyOf(pages);
    plugins = List.copyOf(plugins);
    counted = List.copyOf(counted);
  }

  /**
   * A server block with the plugin {@code prometheus}.
   *
   * @param context its zones and address
   * @param plugins all it has
   */
  record Counted(PluginContext context, List<Plugin> plugins) {

    Counted {
      plugins = List.copyOf(plugins);
    }
  }

  /** The plugins that cannot answer yet. */
  List<String> unready() {
    return plugins.stream().filter(plugin -> !plugin.ready()).map(Plugin::name).toList();
  }

  /** The longest time a plugin wants to go on answering after SIGTERM. */
  Duration lameduck() {
    return plugins.stream()
        .map(Plugin::lameduck)
        .max(Comparator.naturalOrder())
        .orElse(Duration.ZERO);
  }
}
