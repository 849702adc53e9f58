package dev.servicelab.dns.records.rules;

import dev.servicelab.dns.records.rules.NamedService.NamedEndpoint;
import dev.servicelab.dns.records.rules.SrvRecords.SrvTarget;
import java.util.List;
import java.util.Map;
import org.xbill.DNS.Name;

/**
 * With option {@code zonal}, as in CoreDNS: {@code TOPOLOGY-ZONE.pin._zone.SERVICE} has the records
 * of those endpoints of a headless Service that are in the zone; {@code prefer} instead of {@code
 * pin} has those of all if there are none. Every such name exists, whatever its zone.
 */
public final class ZonalRecords {

  private ZonalRecords() {}

  /**
   * The records of one such name by type number.
   *
   * @param name the name asked for
   * @param service a headless Service
   * @param zone the topology zone, in lower case
   * @param prefer whether all endpoints are meant if the zone has none
   */
  public static Map<Integer, RecordSet> of(
      Name name, NamedService service, String zone, boolean prefer) {
    List<NamedEndpoint> inZone =
        service.endpoints().stream()
            .filter(endpoint -> endpoint.zone().equalsIgnoreCase(zone))
            .toList();
    List<NamedEndpoint> chosen = inZone.isEmpty() && prefer ? service.endpoints() : inZone;
    RecordSink sink = new RecordSink(name, service.options().ttl());
    sink.exists(name);
    chosen.forEach(endpoint -> sink.address(name, endpoint.address()));
    SrvRecords.at(
        name,
        chosen.stream().flatMap(endpoint -> SrvTarget.of(endpoint).stream()).toList(),
        service.options().ttl(),
        sink);
    return sink.names().getOrDefault(name, Map.of());
  }
}
