package dev.servicelab.dns.records;

import dev.servicelab.dns.records.options.RecordOptions;
import dev.servicelab.dns.records.rules.Labels;
import dev.servicelab.dns.records.rules.NamedService;
import dev.servicelab.dns.records.rules.RecordRules;
import dev.servicelab.dns.records.rules.RecordSet;
import dev.servicelab.state.EndpointSliceRecord;
import dev.servicelab.state.ObjectName;
import dev.servicelab.state.ServiceRecord;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Name;

/**
 * One Service with its slices, and what DNS makes of them. Immutable; as long as none of its
 * objects changes, the same instance is in one view after the other.
 *
 * <p>Its records are made when they are asked for and kept until memory is needed: those of a whole
 * cluster would be many times larger than the objects they are made from.
 */
public final class ServiceFragment {

  private final ObjectName name;
  private final @Nullable ServiceRecord service;
  private final List<EndpointSliceRecord> slices;
  private volatile WeakReference<@Nullable Made> made = new WeakReference<>(null);

  private record Made(
      Name zone, RecordOptions options, Map<Name, Map<Integer, RecordSet>> records) {}

  ServiceFragment(
      ObjectName name, @Nullable ServiceRecord service, List<EndpointSliceRecord> slices) {
    this.name = name;
    this.service = service;
    this.slices = List.copyOf(slices);
  }

  /** The Service's namespace and name. */
  public ObjectName name() {
    return name;
  }

  /** The Service; empty if there are only slices that name it. */
  public Optional<ServiceRecord> service() {
    return Optional.ofNullable(service);
  }

  /** The slices that name the Service, sorted by name. */
  public List<EndpointSliceRecord> slices() {
    return slices;
  }

  /** All its names in a forward zone with their records: name, then type number. */
  public Map<Name, Map<Integer, RecordSet>> records(Name zone, RecordOptions options) {
    Made last = made.get();
    if (last == null || !last.zone().equals(zone) || !last.options().equals(options)) {
      last =
          new Made(zone, options, named(zone, options).map(RecordRules::records).orElse(Map.of()));
      made = new WeakReference<>(last);
    }
    return last.records();
  }

  /** The Service with its name in a forward zone; empty if DNS cannot hold it. */
  Optional<NamedService> named(Name zone, RecordOptions options) {
    return Labels.child("svc", zone)
        .flatMap(parent -> Labels.child(name.namespace(), parent))
        .flatMap(parent -> Labels.child(name.name(), parent))
        .map(own -> NamedService.of(own, service(), slices, options));
  }

  /** The addresses that lead here: virtual ones and those of ready endpoints. */
  List<Address> addresses(RecordOptions options) {
    Stream<String> virtual = service().stream().flatMap(record -> record.clusterIps().stream());
    Stream<String> endpoints =
        slices.stream()
            .flatMap(slice -> slice.endpoints().stream())
            .filter(endpoint -> NamedService.isKnown(endpoint, options))
            .flatMap(endpoint -> endpoint.addresses().stream());
    return Stream.concat(virtual, endpoints)
        .flatMap(text -> Address.of(text).stream())
        .distinct()
        .toList();
  }

  /** The version of the Service this was made from; empty if it came from a manifest. */
  public String resourceVersion() {
    return service().map(ServiceRecord::resourceVersion).orElse("");
  }
}
