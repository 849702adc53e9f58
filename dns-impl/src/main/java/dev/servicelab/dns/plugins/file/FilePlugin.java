package dev.servicelab.dns.plugins.file;

import dev.servicelab.dns.chain.Chain;
import dev.servicelab.dns.chain.Outcome;
import dev.servicelab.dns.chain.Plugin;
import dev.servicelab.dns.chain.PluginContext;
import dev.servicelab.dns.chain.Query;
import dev.servicelab.dns.chain.Zones;
import dev.servicelab.dns.corefile.Directive;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.xbill.DNS.Name;
import org.xbill.DNS.Type;

/** Answers for the zones of a master file, and follows its changes. */
public final class FilePlugin implements Plugin {

  private static final Logger LOG = System.getLogger("plugin/file");

  private final Directive directive;
  private final FileConfig config;
  private final MasterFile file;
  private final Aliases aliases;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private volatile Map<Name, Zone> zones = Map.of();
  private FileTime read = FileTime.fromMillis(0);

  private FilePlugin(Directive directive, FileConfig config, PluginContext context) {
    this.directive = directive;
    this.config = config;
    this.file = new MasterFile(config.path());
    this.aliases = new Aliases(context.resolver());
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
      return next.ask(query);
    }
    return aliases.answer(zone, query);
  }

  /**
   * Reads the file.
   *
   * @throws dev.servicelab.dns.corefile.CorefileException if it cannot be used
   */
  @Override
  public void start() {
    try {
      zones = load();
    } catch (IOException e) {
      throw directive.error(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public void serving() {
    if (!config.reload().isZero()) {
      Thread.ofVirtual().name("file").start(this::poll);
    }
  }

  @Override
  public void stop() {
    stopped.countDown();
  }

  private void poll() {
    try {
      while (!stopped.await(config.reload().toMillis(), TimeUnit.MILLISECONDS)) {
        if (!file.changed().equals(read)) {
          replace();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void replace() {
    try {
      zones = load();
      zones.forEach(
          (name, zone) ->
              LOG.log(
                  Level.INFO,
                  "zone "
                      + name
                      + " read again from "
                      + file.path()
                      + ", serial "
                      + zone.serial()));
    } catch (IOException e) {
      LOG.log(
          Level.ERROR,
          "zone file changed but not loaded, the old zone stays: {0}",
          String.valueOf(e.getMessage()));
    }
  }

  private Map<Name, Zone> load() throws IOException {
    // Before reading: a change in the middle is then found at the next look.
    read = file.changed();
    Map<Name, Zone> loaded = new HashMap<>();
    for (Name zone : config.zones()) {
      loaded.put(zone, file.read(zone));
    }
    return Map.copyOf(loaded);
  }
}
