package dev.servicelab.dns.plugins.file;

import dev.servicelab.dns.chain.Chain;
import dev.servicelab.dns.chain.Outcome;
import dev.servicelab.dns.chain.Plugin;
import dev.servicelab.dns.chain.PluginContext;
import dev.servicelab.dns.chain.Query;
import dev.servicelab.dns.chain.Zones;
import dev.servicelab.dns.corefile.Directive;
import dev.servicelab.dns.files.WatchedFile;
import dev.servicelab.dns.zones.FollowsZones;
import dev.servicelab.dns.zones.Transferable;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/** Answers for the zones of a master file, and follows its changes. */
public final class FilePlugin implements Plugin, Transferable {

  private static final Logger LOG = System.getLogger("plugin/file");

  private final Directive directive;
  private final FileConfig config;
  private final WatchedFile file;
  private final Aliases aliases;
  private final PluginContext context;
  private volatile Map<Name, Zone> zones = Map.of();

  private FilePlugin(Directive directive, FileConfig config, PluginContext context) {
    this.directive = directive;
    this.config = config;
    this.file = new WatchedFile("file", config.path(), config.reload(), this::load);
    this.aliases = new Aliases(context.resolver(), config.denials());
    this.context = context;
  }

  /** Reads {@code file DBFILE [ZONES...] { ... }}. */
  public static Plugin create(Directive directive, PluginContext context) {
    return new FilePlugin(directive, FileConfig.parse(directive, context), context);
  }

  @Override
  public String name() {
    return "file";
  }

  @Override
  public Outcome handle(Query query, Chain next) {
    Optional<Name> name = Zones.match(config.zones(), query.name());
    Zone zone = name.map(zones::get).orElse(null);
    if (zone == null) {
      return next.ask(query);
    }
    if (query.type() == Type.AXFR || query.type() == Type.IXFR) {
      return new Outcome.Refused("zone transfers are not allowed");
    }
    if (zone.find(query.name(), query.type()) instanceof Zone.Found.NoSuchName
        && Zones.match(config.fallthrough(), query.name()).isPresent()) {
      query.explain(name(), () -> query.name() + " is not in the zone: fallthrough");
      return next.ask(query);
    }
    query.explain(
        name(),
        () -> "zone " + zone.name() + ", serial " + zone.serial() + ", from " + config.path());
    return aliases.answer(zone, query);
  }

  @Override
  public Optional<List<Record>> transfer(Name zone) {
    return Optional.ofNullable(zones.get(zone)).map(Zone::all);
  }

  /**
   * Reads the file.
   *
   * @throws dev.servicelab.dns.corefile.CorefileException if it cannot be used
   */
  @Override
  public void start() {
    if (!Files.isReadable(config.path())) {
      throw directive.error(config.path() + ": cannot be read");
    }
    try {
      file.read();
    } catch (IOException e) {
      throw directive.error(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public void serving() {
    file.watch();
  }

  @Override
  public void stop() {
    file.close();
  }

  private void load(Path path) throws IOException {
    MasterFile master = new MasterFile(path);
    Map<Name, Zone> loaded = new HashMap<>();
    for (Name name : config.zones()) {
      loaded.put(name, newer(name, master.read(name)));
    }
    Map<Name, Zone> old = zones;
    zones = Map.copyOf(loaded);
    loaded.forEach(
        (name, zone) -> {
          if (old.containsKey(name) && !zone.equals(old.get(name))) {
            announce(name);
          }
        });
  }

  private void announce(Name zone) {
    context.plugins().get().stream()
        .filter(FollowsZones.class::isInstance)
        .forEach(plugin -> ((FollowsZones) plugin).changed(zone));
  }

  /** The zone as read, or the old one if its serial says that nothing has changed. */
  private Zone newer(Name name, Zone read) {
    Zone old = zones.get(name);
    if (old != null && old.serial() == read.serial() && !config.byTime()) {
      LOG.log(
          Level.WARNING,
          "zone "
              + name
              + " stays: the file has changed, its serial "
              + read.serial()
              + " has not");
      return old;
    }
    LOG.log(Level.INFO, "zone " + name + " read, serial " + read.serial());
    return read;
  }
}
