package dev.servicelab.dns.records;

import dev.servicelab.dns.records.options.Choice;
import dev.servicelab.dns.records.options.Choice.Side;
import dev.servicelab.dns.records.options.RecordOptions;
import dev.servicelab.dns.records.rules.NamedService;
import dev.servicelab.dns.records.rules.NamedService.NamedEndpoint;
import dev.servicelab.dns.records.rules.RecordSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.PTRRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/**
 * Names of addresses. Specification §2.3.3: a virtual address leads back to its Service, and to
 * nothing else. §2.4.3: a ready endpoint's address leads back to its name; a pod behind several
 * Services has several such names, and choice {@code ptr} says which of them count. All names are
 * those of the first forward zone.
 *
 * @param fragments who has an address
 * @param options the plugin's options
 * @param shown which namespaces are seen
 */
record ReverseNames(Fragments fragments, RecordOptions options, Predicate<String> shown) {

  /**
   * The PTR records of a name by their type number; no type if there are only names below it; empty
   * if there is no such name.
   */
  Optional<Map<Integer, RecordSet>> find(Name name) {
    return ReverseName.parse(name).flatMap(range -> find(name, range));
  }

  private Optional<Map<Integer, RecordSet>> find(Name name, ReverseName range) {
    if (range.isWhole()) {
      List<Record> records =
          targets(range.first()).stream()
              .map(target -> (Record) new PTRRecord(name, DClass.IN, options.ttl(), target))
              .toList();
      return records.isEmpty()
          ? Optional.empty()
          : Optional.of(Map.of(Type.PTR, new RecordSet(records, List.of())));
    }
    boolean any =
        options.chose(Choice.EMPTY_NON_TERMINALS, Side.NODATA)
            && fragments
                .addresses()
                .between(range.first(), range.last())
                .anyMatch(one -> !targets(one.getKey()).isEmpty());
    return any ? Optional.of(Map.of()) : Optional.empty();
  }

  /** The Services and slices an address belongs to, seen or not. */
  List<ServiceFragment> owners(Address address) {
    return fragments.addresses().at(address);
  }

  /** The names an address leads back to, each once. */
  List<Name> targets(Address address) {
    Optional<Name> zone = options.primaryZone();
    if (zone.isEmpty()) {
      return List.of();
    }
    List<NamedService> owners =
        owners(address).stream()
            .filter(owner -> sees(owner.name().namespace()))
            .flatMap(owner -> owner.named(zone.get(), options).stream())
            .toList();
    Optional<Name> virtual =
        owners.stream()
            .filter(owner -> hasVirtual(owner, address))
            .map(NamedService::name)
            .findFirst();
    return virtual.map(List::of).orElseGet(() -> endpoints(owners, address));
  }

  /** As CoreDNS: what the option that lists namespaces hides has no reverse name. */
  private boolean sees(String namespace) {
    boolean any = options.chose(Choice.PTR_TARGETS, Side.ANY) && options.namespaces().isEmpty();
    return any || shown.test(namespace);
  }

  private boolean hasVirtual(NamedService service, Address address) {
    boolean named = service.hasClusterIp() || options.chose(Choice.PTR_TARGETS, Side.ANY);
    return named && service.clusterIps().stream().map(Address::of).anyMatch(address::equals);
  }

  private List<Name> endpoints(List<NamedService> owners, Address address) {
    List<NamedEndpoint> all = new ArrayList<>();
    for (NamedService owner : owners) {
      if (owner.namesEndpoints() || options.chose(Choice.PTR_TARGETS, Side.ANY)) {
        owner.endpoints().stream()
            .filter(endpoint -> Address.of(endpoint.address()).equals(address))
            .forEach(all::add);
      }
    }
    Stream<NamedEndpoint> withHostname = all.stream().filter(NamedEndpoint::hasHostname);
    Stream<NamedEndpoint> chosen =
        options.chose(Choice.PTR, Side.ALL)
            ? all.stream()
            : options.chose(Choice.PTR, Side.HOSTNAMES)
                ? withHostname
                : Stream.concat(withHostname, all.stream()).limit(1);
    return chosen.map(NamedEndpoint::name).distinct().toList();
  }
}
