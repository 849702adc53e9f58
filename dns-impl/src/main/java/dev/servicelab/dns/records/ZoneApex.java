package dev.servicelab.dns.records;

import dev.servicelab.dns.records.options.Choice;
import dev.servicelab.dns.records.options.Choice.Side;
import dev.servicelab.dns.records.options.RecordOptions;
import dev.servicelab.dns.records.rules.Labels;
import dev.servicelab.dns.records.rules.NamedService;
import dev.servicelab.dns.records.rules.RecordSet;
import dev.servicelab.dns.records.rules.RecordSink;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.xbill.DNS.DClass;
import org.xbill.DNS.NSRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.TXTRecord;

/**
 * The zone's own names: its start, its name servers, its version, and the branches for Services and
 * pods that exist even when empty.
 *
 * <p>The specification does not name the zone's servers. As in CoreDNS they are the Services in
 * front of this server, or {@code ns.dns.ZONE} with its own addresses when no Service is; and that
 * name has the servers' addresses in either case. Reverse zones have the same names.
 */
final class ZoneApex {

  /** Specification §2.2: which schema the zone follows. */
  private static final String VERSION = "1.1.0";

  /** CoreDNS's, in seconds; the specification's own example has it too. */
  private static final long VERSION_TTL = 28800;

  private final Name zone;
  private final RecordOptions options;
  private final RecordSink sink;

  private ZoneApex(Name zone, RecordOptions options) {
    this.zone = zone;
    this.options = options;
    this.sink = new RecordSink(zone, options.ttl());
  }

  /** The names of a zone that belong to no namespace: name, then type number. */
  static Map<Name, Map<Integer, RecordSet>> names(
      Name zone, Record soa, Fragments fragments, RecordOptions options) {
    ZoneApex apex = new ZoneApex(zone, options);
    apex.sink.add(soa);
    List.of("svc", "pod").forEach(label -> Labels.child(label, zone).ifPresent(apex.sink::exists));
    Labels.child("dns-version", zone)
        .ifPresent(name -> apex.sink.add(new TXTRecord(name, DClass.IN, VERSION_TTL, VERSION)));
    apex.nameServers(fragments);
    return apex.sink.names();
  }

  private void nameServers(Fragments fragments) {
    Optional<Name> own = Labels.child("dns", zone).flatMap(dns -> Labels.child("ns", dns));
    Map<Name, List<InetAddress>> servers = services(fragments);
    if (servers.isEmpty()) {
      List<InetAddress> addresses =
          options.ownAddresses().stream().flatMap(ip -> Labels.address(ip).stream()).toList();
      own.filter(name -> !addresses.isEmpty()).ifPresent(name -> servers.put(name, addresses));
    }
    servers.forEach(
        (server, addresses) -> {
          List<Record> glue =
              addresses.stream()
                  .map(address -> RecordSink.address(server, address, options.ttl()))
                  .toList();
          sink.add(new NSRecord(zone, DClass.IN, options.ttl(), server), glue);
          own.ifPresent(name -> addresses.forEach(address -> sink.address(name, address)));
        });
    if (options.chose(Choice.EMPTY_NON_TERMINALS, Side.NODATA)) {
      own.filter(name -> !servers.isEmpty()).ifPresent(sink::exists);
    }
  }

  /**
   * The Services that lead to this server, with the addresses clients can use; seen or not, as the
   * zone has no other servers.
   */
  private Map<Name, List<InetAddress>> services(Fragments fragments) {
    Map<Name, List<InetAddress>> servers = new LinkedHashMap<>();
    options.ownAddresses().stream()
        .flatMap(ip -> Address.of(ip).stream())
        .flatMap(address -> fragments.addresses().at(address).stream())
        .distinct()
        .flatMap(fragment -> fragment.named(zone, options).stream())
        .forEach(service -> add(service, servers));
    return servers;
  }

  private static void add(NamedService service, Map<Name, List<InetAddress>> servers) {
    if (!service.clusterIps().isEmpty()) {
      servers.put(service.name(), service.clusterIps());
    } else if (service.isHeadless()) {
      service
          .endpoints()
          .forEach(
              endpoint ->
                  servers
                      .computeIfAbsent(endpoint.name(), name -> new ArrayList<>())
                      .add(endpoint.address()));
    }
  }
}
