package dev.servicelab.dns.plugins.hosts;

import dev.servicelab.dns.chain.Chain;
import dev.servicelab.dns.chain.Outcome;
import dev.servicelab.dns.chain.Plugin;
import dev.servicelab.dns.chain.PluginContext;
import dev.servicelab.dns.chain.Query;
import dev.servicelab.dns.chain.ReplyFlags;
import dev.servicelab.dns.chain.Sections;
import dev.servicelab.dns.chain.Zones;
import dev.servicelab.dns.corefile.Directive;
import dev.servicelab.dns.files.WatchedFile;
import dev.servicelab.dns.metrics.LiveGauge;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.stream.Stream;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.PTRRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.ReverseMap;
import org.xbill.DNS.Type;

/** Answers from a hosts file and from lines of the Corefile, and follows the file's changes. */
public final class HostsPlugin implements Plugin {

  private static final Logger LOG = System.getLogger("plugin/hosts");

  private final HostsConfig config;
  private final WatchedFile file;
  private final HostsTable inline;
  private final PluginContext context;
  private volatile HostsTable table = HostsTable.EMPTY;
  private volatile long readAt;
  private final DoubleSupplier entries;
  private final DoubleSupplier lastRead;

  private HostsPlugin(HostsConfig config, PluginContext context) {
    this.config = config;
    this.context = context;
    this.inline = HostsTable.parse(config.inline().stream());
    this.entries = this::size;
    this.lastRead = this::readAt;
    this.file = new WatchedFile("hosts", config.path(), config.reload(), this::read);
  }

  /** Reads {@code hosts [FILE [ZONES...]] { ... }}. */
  public static Plugin create(Directive directive, PluginContext context) {
    return new HostsPlugin(HostsConfig.parse(directive, context), context);
  }

  @Override
  public String name() {
    return "hosts";
  }

  @Override
  public Outcome handle(Query query, Chain next) {
    if (query.type() == Type.PTR) {
      List<Record> names = names(query);
      // Reverse zones need not be named: whoever has a hosts file means its addresses, too.
      return names.isEmpty() ? next.ask(query) : answer(query, names);
    }
    if (Zones.match(config.zones(), query.name()).isEmpty()) {
      return next.ask(query);
    }
    List<Record> addresses = addresses(query);
    if (!addresses.isEmpty()) {
      return answer(query, addresses);
    }
    return without(query, next);
  }

  private Outcome without(Query query, Chain next) {
    boolean address = query.type() == Type.A || query.type() == Type.AAAA;
    boolean falls = Zones.match(config.fallthrough(), query.name()).isPresent();
    boolean known = has(query.name());
    if (falls && (!known || (!address && config.fallthroughUnsupported()))) {
      query.explain(name(), () -> query.name() + " is not answered here: fallthrough");
      return next.ask(query);
    }
    if (known) {
      query.explain(name(), () -> query.name() + " is there, but has no such record");
      return new Outcome.NoData(Sections.EMPTY, ReplyFlags.AUTHORITATIVE);
    }
    // A denial needs the zone's SOA, and a hosts file has none.
    return Outcome.Failed.serverFailure("hosts: no entry for " + query.name());
  }

  /** Reads the file; a file that is not there is worth a warning only if somebody named it. */
  @Override
  public void start() {
    try {
      file.read();
    } catch (IOException e) {
      if (config.named()) {
        LOG.log(Level.WARNING, config.path() + " is not there: " + e.getMessage());
      }
    }
    gauge().show(entries, config.path().toString());
    timestamp().show(lastRead);
  }

  @Override
  public void serving() {
    file.watch();
  }

  @Override
  public void stop() {
    file.close();
    gauge().hide(entries, config.path().toString());
    timestamp().hide(lastRead);
  }

  private LiveGauge gauge() {
    return context
        .metrics()
        .gauge(
            "coredns_hosts_entries",
            "The combined number of entries in hosts and Corefile.",
            "hostsfile");
  }

  private LiveGauge timestamp() {
    return context
        .metrics()
        .gauge(
            "coredns_hosts_reload_timestamp_seconds",
            "The timestamp of the last reload of hosts file.");
  }

  private double size() {
    return table.size() + inline.size();
  }

  private double readAt() {
    return readAt;
  }

  private void read(Path path) throws IOException {
    table = HostsTable.parse(WatchedFile.text(path).lines());
    readAt = context.process().clock().instant().getEpochSecond();
  }

  private Outcome answer(Query query, List<Record> records) {
    query.explain(
        name(),
        () ->
            records.size()
                + " records for "
                + query.name()
                + " from "
                + config.path()
                + " and the Corefile's own lines");
    return new Outcome.Answer(Sections.answer(records), ReplyFlags.AUTHORITATIVE);
  }

  private boolean has(Name name) {
    return both()
        .anyMatch(
            hosts ->
                !hosts.addresses(name, true).isEmpty() || !hosts.addresses(name, false).isEmpty());
  }

  private List<Record> addresses(Query query) {
    List<Record> records = new ArrayList<>();
    Name name = query.name();
    both()
        .forEach(
            hosts -> {
              switch (query.type()) {
                case Type.A ->
                    hosts
                        .addresses(name, true)
                        .forEach(ip -> records.add(new ARecord(name, DClass.IN, config.ttl(), ip)));
                case Type.AAAA ->
                    hosts
                        .addresses(name, false)
                        .forEach(
                            ip -> records.add(new AAAARecord(name, DClass.IN, config.ttl(), ip)));
                default -> {
                  // A hosts file has addresses only.
                }
              }
            });
    return records;
  }

  private List<Record> names(Query query) {
    List<Record> records = new ArrayList<>();
    if (config.reverse()) {
      try {
        InetAddress address = ReverseMap.fromName(query.name());
        both()
            .flatMap(hosts -> hosts.names().getOrDefault(address, List.of()).stream())
            .filter(name -> Zones.match(config.zones(), name).isPresent())
            .forEach(
                name -> records.add(new PTRRecord(query.name(), DClass.IN, config.ttl(), name)));
      } catch (UnknownHostException e) {
        // Not the reverse name of a whole address: no entry can have it.
      }
    }
    return records;
  }

  private Stream<HostsTable> both() {
    return Stream.of(table, inline);
  }
}
