package dev.servicelab.dns;

import dev.servicelab.dns.ServerConfig.Counted;
import dev.servicelab.dns.chain.Chain;
import dev.servicelab.dns.chain.HttpPage;
import dev.servicelab.dns.chain.Plugin;
import dev.servicelab.dns.chain.PluginContext;
import dev.servicelab.dns.chain.ServerProcess;
import dev.servicelab.dns.chain.TcpLimits;
import dev.servicelab.dns.chain.ZoneRouter;
import dev.servicelab.dns.chain.ZoneRouter.Route;
import dev.servicelab.dns.chain.Zones;
import dev.servicelab.dns.corefile.Corefile;
import dev.servicelab.dns.corefile.CorefileException;
import dev.servicelab.dns.corefile.Directive;
import dev.servicelab.dns.corefile.NearestWord;
import dev.servicelab.dns.corefile.Position;
import dev.servicelab.dns.corefile.ServerBlock;
import dev.servicelab.dns.corefile.ZoneKey;
import dev.servicelab.dns.explain.ExplainPage;
import dev.servicelab.dns.explain.Explainer;
import dev.servicelab.dns.plugins.NotBuilt;
import dev.servicelab.dns.plugins.PluginCatalog;
import dev.servicelab.dns.plugins.bind.BindAddresses;
import dev.servicelab.dns.plugins.prometheus.PrometheusPlugin;
import dev.servicelab.dns.plugins.timeouts.TimeoutsPlugin;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import org.xbill.DNS.Name;

/**
 * Turns server blocks into chains: the plugins of a block in the catalog's order, the zones of an
 * address together.
 */
final class ConfigBuilder {

  private static final int PORT = 53;
  private static final ZoneRouter NOTHING = new ZoneRouter(Map.of(), TcpLimits.USUAL);

  /** Plugins that take classes other than IN. */
  private static final Set<String> ANY_CLASS = Set.of("chaos", "forward");

  /** In one block it goes for all: the process is one. */
  private static final String DEBUG = "debug";

  private final List<Directive> debug;
  private final ServerProcess process;
  private final AddressBook addresses;
  private final Map<InetSocketAddress, Map<Name, Route>> zones = new LinkedHashMap<>();
  private final Map<InetSocketAddress, Map<Name, Position>> owners = new HashMap<>();
  private final Map<InetSocketAddress, TcpLimits> limits = new HashMap<>();
  private final SequencedMap<InetSocketAddress, ZoneRouter> routers = new LinkedHashMap<>();
  private final List<HttpPage> pages = new ArrayList<>();
  private final List<Plugin> plugins = new ArrayList<>();
  private final List<Counted> counted = new ArrayList<>();

  private ConfigBuilder(Corefile corefile, ServerProcess process, AddressBook addresses) {
    this.debug =
        corefile.blocks().stream().flatMap(block -> lines(block, DEBUG).stream()).limit(1).toList();
    this.process = process;
    this.addresses = addresses;
  }

  /** Where addresses of a Corefile really are. */
  interface AddressBook {
    /** The address that {@code --listen} puts in the place of every block's own. */
    Optional<InetSocketAddress> override();

    /** The address a listener is really bound to, as soon as it is. */
    InetSocketAddress bound(InetSocketAddress listen);
  }

  /**
   * Builds everything a Corefile asks for.
   *
   * @throws CorefileException if it asks for something that is not there
   */
  static ServerConfig build(Corefile corefile, ServerProcess process, AddressBook addresses) {
    ConfigBuilder builder = new ConfigBuilder(corefile, process, addresses);
    corefile.blocks().forEach(builder::add);
    builder.zones.forEach(
        (listen, routes) ->
            builder.routers.put(listen, new ZoneRouter(routes, builder.limits(listen))));
    // The page for people stands beside the one for probes.
    builder.pages.addAll(new ExplainPage(new Explainer(builder.routers)).beside(builder.pages));
    return new ServerConfig(builder.routers, builder.pages, builder.plugins, builder.counted);
  }

  private void add(ServerBlock block) {
    List<Name> names = new ArrayList<>();
    block.keys().forEach(key -> names.addAll(names(key, block.at())));
    InetSocketAddress own = listen(block, block.keys().getFirst()).getFirst();
    // Looked up when a query comes: the routers are complete only when all blocks are.
    PluginContext.Resolver resolver = query -> routers.getOrDefault(own, NOTHING).ask(query);
    List<Plugin> chain = new ArrayList<>();
    PluginContext context =
        new PluginContext(
            names,
            () -> addresses.bound(own),
            resolver,
            pages::add,
            () -> List.copyOf(chain),
            process);
    chain.addAll(chain(block, context));
    plugins.addAll(chain);
    if (chain.stream().anyMatch(PrometheusPlugin.class::isInstance)) {
      counted.add(new Counted(context, chain));
    }
    boolean anyClass = chain.stream().anyMatch(plugin -> ANY_CLASS.contains(plugin.name()));
    Chain linked = Chain.of(chain);
    for (ZoneKey key : block.keys()) {
      for (Name zone : names(key, block.at())) {
        for (InetSocketAddress listen : listen(block, key)) {
          claim(listen, zone, block.at());
          limit(listen, chain);
          zones
              .computeIfAbsent(listen, address -> new HashMap<>())
              .put(zone, new Route(zone, linked, anyClass, block.at().toString()));
        }
      }
    }
  }

  private void limit(InetSocketAddress listen, List<Plugin> chain) {
    for (Plugin plugin : chain) {
      if (plugin instanceof TimeoutsPlugin timeouts) {
        limits.put(listen, timeouts.over(limits(listen)));
      }
    }
  }

  private TcpLimits limits(InetSocketAddress listen) {
    return limits.getOrDefault(listen, TcpLimits.USUAL);
  }

  private List<Plugin> chain(ServerBlock block, PluginContext context) {
    block.directives().forEach(ConfigBuilder::requireKnown);
    List<Plugin> chain = new ArrayList<>();
    for (PluginCatalog.Entry entry : PluginCatalog.entries()) {
      List<Directive> lines = lines(block, entry.name());
      if (lines.isEmpty() && entry.name().equals(DEBUG)) {
        lines = debug;
      }
      if (!lines.isEmpty()) {
        chain.addAll(plugins(entry, lines, context));
      }
    }
    return chain;
  }

  private static List<Directive> lines(ServerBlock block, String plugin) {
    return block.directives().stream().filter(line -> line.name().equals(plugin)).toList();
  }

  private static List<Plugin> plugins(
      PluginCatalog.Entry entry, List<Directive> lines, PluginContext context) {
    return switch (entry.lines()) {
      case ONE -> {
        if (lines.size() > 1) {
          throw lines.get(1).error("stands twice in this server block");
        }
        yield List.of(entry.setup().create(lines.getFirst(), context));
      }
      case EACH -> lines.stream().map(line -> entry.setup().create(line, context)).toList();
      case TOGETHER -> List.of(entry.setup().create(together(entry.name(), lines), context));
    };
  }

  private static Directive together(String name, List<Directive> lines) {
    return new Directive(name, List.of(), lines, lines.getFirst().at());
  }

  private static void requireKnown(Directive line) {
    List<String> known = PluginCatalog.names();
    NotBuilt.instead(line.name())
        .filter(advice -> !known.contains(line.name()))
        .ifPresent(
            advice -> {
              throw line.error("not built here: " + advice);
            });
    if (!known.contains(line.name())) {
      throw new CorefileException(
          line.at(), "unknown plugin '" + line.name() + "'" + NearestWord.hint(line.name(), known));
    }
  }

  private void claim(InetSocketAddress listen, Name zone, Position at) {
    Position other =
        owners.computeIfAbsent(listen, address -> new HashMap<>()).putIfAbsent(zone, at);
    if (other != null) {
      throw new CorefileException(
          at, "zone " + zone + " on port " + listen.getPort() + " is already served by " + other);
    }
  }

  /** Where a zone is served: on all addresses of the host unless the block's {@code bind} says. */
  private List<InetSocketAddress> listen(ServerBlock block, ZoneKey key) {
    Optional<InetSocketAddress> override = addresses.override();
    if (override.isPresent()) {
      return List.of(override.get());
    }
    int port = key.port().orElse(PORT);
    List<InetAddress> hosts = BindAddresses.of(block.directives());
    return hosts.isEmpty()
        ? List.of(new InetSocketAddress(port))
        : hosts.stream().map(host -> new InetSocketAddress(host, port)).toList();
  }

  private static List<Name> names(ZoneKey key, Position at) {
    try {
      return Zones.parse(key.zone());
    } catch (IllegalArgumentException e) {
      throw new CorefileException(at, "'" + key.zone() + "' is not a zone: " + e.getMessage());
    }
  }
}
