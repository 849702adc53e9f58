package dev.servicelab.dns.records;

import dev.servicelab.dns.chain.Zones;
import dev.servicelab.dns.records.RecordView.Found;
import dev.servicelab.dns.records.options.Choice;
import dev.servicelab.dns.records.options.Choice.Side;
import dev.servicelab.dns.records.options.RecordOptions;
import dev.servicelab.dns.records.options.RecordOptions.PodMode;
import dev.servicelab.dns.records.rules.LoosePorts;
import dev.servicelab.dns.records.rules.NamedService;
import dev.servicelab.dns.records.rules.RecordSet;
import dev.servicelab.dns.records.rules.ZonalRecords;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.xbill.DNS.Name;
import org.xbill.DNS.Type;

/** Finds one name in a view: by the places of its labels, so that nothing need be searched. */
final class NameFinder {

  private final RecordView view;
  private final PodNames pods;
  private final RecordOptions options;

  NameFinder(RecordView view, PodNames pods) {
    this.view = view;
    this.pods = pods;
    this.options = view.options();
  }

  Found find(Name name, Name zone, int type) {
    Optional<Map<Integer, RecordSet>> types = types(name, zone);
    if (options.chose(Choice.DENIALS, Side.BY_TYPE)) {
      types = DenialsByType.amend(types, name, zone, type);
    }
    if (types.isEmpty()) {
      return new Found.NoSuchName();
    }
    RecordSet set = types.get().get(type);
    if (set != null) {
      return new Found.Records(set.records(), set.additional());
    }
    RecordSet alias = types.get().get(Type.CNAME);
    return alias != null && (type == Type.A || type == Type.AAAA)
        ? new Found.Alias(alias.records().getFirst())
        : new Found.NoSuchType();
  }

  /** The records of a name by type number, none for a name in the middle; empty for no name. */
  Optional<Map<Integer, RecordSet>> types(Name name, Name zone) {
    Map<Integer, RecordSet> own = view.zoneNames(zone).get(name);
    if (own != null) {
      return Zones.isReverse(zone) && name.equals(zone)
          ? Optional.of(withAddress(own, name))
          : Optional.of(own).filter(types -> !types.isEmpty() || exists(name, zone));
    }
    return Zones.isReverse(zone)
        ? view.reverse().find(name)
        : types(name, zone, ParsedName.parse(name, zone));
  }

  /** A network that ends within an octet has zones of single addresses, which lead back too. */
  private Map<Integer, RecordSet> withAddress(Map<Integer, RecordSet> own, Name zone) {
    Map<Integer, RecordSet> types = new HashMap<>(own);
    view.reverse().find(zone).ifPresent(types::putAll);
    return types;
  }

  private Optional<Map<Integer, RecordSet>> types(Name name, Name zone, ParsedName parsed) {
    return switch (parsed) {
      case ParsedName.Zone own -> Optional.of(Map.of());
      case ParsedName.Branch branch -> Optional.of(Map.of());
      case ParsedName.Namespace namespace -> namespace(namespace);
      case ParsedName.OfService service -> service(name, zone, service);
      case ParsedName.Pod pod ->
          view.namespaces().contains(pod.namespace())
              ? pods.find(pod, name, options)
              : Optional.empty();
      case ParsedName.Other other -> Optional.empty();
    };
  }

  /** The Service that all records of a name come from; empty if they may come from elsewhere. */
  Optional<ServiceFragment> fragment(Name name, Name zone) {
    return !Zones.isReverse(zone)
            && !view.zoneNames(zone).containsKey(name)
            && ParsedName.parse(name, zone) instanceof ParsedName.OfService of
        ? view.index().find(of.service())
        : Optional.empty();
  }

  private Optional<Map<Integer, RecordSet>> namespace(ParsedName.Namespace namespace) {
    // Without pod names their branch itself still exists, but nothing below it.
    boolean branch = namespace.branch().equals("svc") || options.pods() != PodMode.DISABLED;
    return branch && view.namespaces().contains(namespace.namespace())
        ? Optional.of(Map.of())
        : Optional.empty();
  }

  private Optional<Map<Integer, RecordSet>> service(
      Name name, Name zone, ParsedName.OfService parsed) {
    Optional<ServiceFragment> fragment =
        view.index()
            .find(parsed.service())
            .filter(found -> view.namespaces().contains(found.name().namespace()));
    if (fragment.isEmpty()) {
      return Optional.empty();
    }
    if (parsed instanceof ParsedName.Zonal zonal && options.zonal()) {
      return fragment
          .flatMap(found -> found.named(zone, options))
          .filter(NamedService::isHeadless)
          .map(service -> ZonalRecords.of(name, service, zonal.zone(), zonal.prefer()));
    }
    Optional<Map<Integer, RecordSet>> types =
        Optional.ofNullable(view.records(fragment.get(), zone).get(name))
            .filter(found -> !found.isEmpty() || exists(name, zone));
    return types.isEmpty() && parsed instanceof ParsedName.Port port
        ? loosePort(name, zone, fragment.get(), port)
        : types;
  }

  private Optional<Map<Integer, RecordSet>> loosePort(
      Name name, Name zone, ServiceFragment fragment, ParsedName.Port port) {
    return options.chose(Choice.PORT_LABELS, Side.STRICT)
        ? Optional.empty()
        : fragment
            .named(zone, options)
            .flatMap(service -> LoosePorts.of(name, service, port.port(), port.protocol()));
  }

  /** Whether a name without records exists because of the names below it. */
  private boolean exists(Name name, Name zone) {
    return options.chose(Choice.EMPTY_NON_TERMINALS, Side.NODATA)
        || ParsedName.parse(name, zone) instanceof ParsedName.Branch;
  }
}
