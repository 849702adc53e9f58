package dev.servicelab.dns.records;

import dev.servicelab.dns.chain.Zones;
import dev.servicelab.state.ClusterSnapshot;
import dev.servicelab.state.EndpointSliceRecord;
import dev.servicelab.state.ServiceRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.xbill.DNS.Name;

/**
 * What the rules of one forward zone work on: the shown namespaces and Services with their names in
 * this zone.
 *
 * @param name the zone
 * @param options the plugin's options
 * @param namespaces the namespaces that exist and are shown
 * @param services the shown Services, in the snapshot's order
 */
record ServiceZone(
    Name name, RecordOptions options, List<String> namespaces, List<NamedService> services) {

  static ServiceZone of(Name zone, ClusterSnapshot snapshot, RecordOptions options) {
    List<String> namespaces = snapshot.namespaces().stream().filter(options::shows).toList();
    Map<ServiceKey, List<EndpointSliceRecord>> slices = new HashMap<>();
    if (options.endpoints()) {
      for (EndpointSliceRecord slice : snapshot.endpointSlices()) {
        ServiceKey owner = new ServiceKey(slice.namespace(), slice.serviceName());
        slices.computeIfAbsent(owner, key -> new ArrayList<>()).add(slice);
      }
    }
    List<NamedService> services = new ArrayList<>();
    for (ServiceRecord service : snapshot.services()) {
      ServiceKey key = new ServiceKey(service.namespace(), service.name());
      List<EndpointSliceRecord> own = slices.getOrDefault(key, List.of());
      if (options.shows(service.namespace())) {
        Labels.child("svc", zone)
            .flatMap(parent -> Labels.child(service.namespace(), parent))
            .flatMap(parent -> Labels.child(service.name(), parent))
            .map(name -> NamedService.of(name, service, own, options))
            .ifPresent(services::add);
      }
    }
    return new ServiceZone(zone, options, namespaces, services);
  }

  /** Whether reverse answers speak of this zone: the first forward zone written. */
  boolean isPrimary() {
    return options.zones().stream()
        .filter(zone -> !Zones.isReverse(zone))
        .findFirst()
        .filter(name::equals)
        .isPresent();
  }

  /** The Services with virtual addresses. */
  List<NamedService> clusterIpServices() {
    return services.stream().filter(NamedService::hasClusterIp).toList();
  }

  /** The Services without: their names lead to the endpoints. */
  List<NamedService> headlessServices() {
    return services.stream().filter(NamedService::isHeadless).toList();
  }

  private record ServiceKey(String namespace, String name) {}
}
