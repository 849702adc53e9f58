package dev.servicelab.dns.records;

import dev.servicelab.dns.records.NamedService.NamedEndpoint;
import java.util.List;
import org.xbill.DNS.DClass;
import org.xbill.DNS.NSRecord;
import org.xbill.DNS.Name;

/**
 * The zone's own names: its name servers, and the branches for Services, pods and namespaces that
 * exist even when empty.
 *
 * <p>The specification does not name the zone's servers. As in CoreDNS they are the Services in
 * front of this server, or {@code ns.dns.ZONE} with its own addresses when no Service is.
 */
final class ZoneApex implements RecordRule {

  @Override
  public void emit(ServiceZone zone, RecordSink sink) {
    branch("svc", zone, zone.namespaces(), sink);
    // Without pod names the branch itself still exists, but nothing below it.
    boolean podNames = zone.options().pods() != RecordOptions.PodMode.DISABLED;
    branch("pod", zone, podNames ? zone.namespaces() : List.of(), sink);
    nameServers(zone, sink);
  }

  private static void branch(
      String label, ServiceZone zone, List<String> namespaces, RecordSink sink) {
    Labels.child(label, zone.name())
        .ifPresent(
            branch -> {
              sink.exists(branch);
              namespaces.forEach(ns -> Labels.child(ns, branch).ifPresent(sink::exists));
            });
  }

  private static void nameServers(ServiceZone zone, RecordSink sink) {
    List<Name> servers =
        zone.services().stream()
            .filter(service -> leadsHere(service, zone.options()))
            .map(NamedService::name)
            .toList();
    if (!servers.isEmpty()) {
      servers.forEach(server -> nameServer(zone, server, sink));
      return;
    }
    Labels.child("dns", zone.name())
        .flatMap(dns -> Labels.child("ns", dns))
        .ifPresent(server -> ownNameServer(zone, server, sink));
  }

  private static void ownNameServer(ServiceZone zone, Name server, RecordSink sink) {
    if (zone.options().ownAddresses().isEmpty()) {
      return;
    }
    nameServer(zone, server, sink);
    zone.options()
        .ownAddresses()
        .forEach(ip -> Labels.address(ip).ifPresent(address -> sink.address(server, address)));
  }

  private static void nameServer(ServiceZone zone, Name server, RecordSink sink) {
    sink.add(new NSRecord(zone.name(), DClass.IN, zone.options().ttl(), server));
  }

  private static boolean leadsHere(NamedService service, RecordOptions options) {
    return service.endpoints().stream()
        .map(NamedEndpoint::address)
        .anyMatch(address -> options.ownAddresses().contains(address.getHostAddress()));
  }
}
