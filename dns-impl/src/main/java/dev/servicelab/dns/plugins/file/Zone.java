package dev.servicelab.dns.plugins.file;

import dev.servicelab.dns.chain.Query;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DNAMERecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Type;

/**
 * The names of one zone with their records. A name is in it if it has records or a name below it
 * has (RFC 8020), so it tells "no such type" from "no such name". Immutable.
 */
final class Zone {

  private final Name origin;
  private final SOARecord soa;
  private final Map<Name, Map<Integer, List<Record>>> names;

  private Zone(Name origin, SOARecord soa, Map<Name, Map<Integer, List<Record>>> names) {
    this.origin = origin;
    this.soa = soa;
    this.names = names;
  }

  /** What the zone says about a name and a type. */
  sealed interface Found {

    /** Records of this type; none are of type ANY, which nobody needs (RFC 8482). */
    record Records(List<Record> records) implements Found {}

    /** The name is another name for its target (RFC 1034 §3.6.2). */
    record Alias(CNAMERecord cname) implements Found {}

    /** The name is below a DNAME, which stands for all names below (RFC 6672). */
    record Redirection(DNAMERecord dname) implements Found {}

    /** The name belongs to a zone of its own, whose servers are these (RFC 1034 §4.2.1). */
    record Delegation(List<Record> servers) implements Found {}

    /** The name exists without this type. */
    record NoSuchType() implements Found {}

    /** Neither this name nor one below it exists, and no wildcard stands for it. */
    record NoSuchName() implements Found {}
  }

  /**
   * A zone of these records.
   *
   * @param origin its name; every record is below it
   * @throws IllegalArgumentException if there is not one SOA, or a CNAME has company
   */
  static Zone of(Name origin, List<Record> records) {
    Map<Name, Map<Integer, List<Record>>> names = new HashMap<>();
    for (Record record : records) {
      for (int above = 0; above <= record.getName().labels() - origin.labels(); above++) {
        names.computeIfAbsent(ancestor(record.getName(), above), name -> new LinkedHashMap<>());
      }
      List<Record> same =
          names
              .getOrDefault(record.getName(), Map.of())
              .computeIfAbsent(record.getType(), type -> new ArrayList<>());
      if (!same.contains(record)) {
        same.add(record);
      }
    }
    names.forEach(Zone::requireLoneCname);
    return new Zone(origin, soa(origin, names), names);
  }

  /** Looks a name of this zone up, without regard to case. */
  Found find(Name name, int type) {
    Optional<Found> above = above(name, type);
    if (above.isPresent()) {
      return above.get();
    }
    Map<Integer, List<Record>> types = names.get(name);
    if (types != null) {
      return find(types, type);
    }
    Map<Integer, List<Record>> wildcard = wildcard(name);
    return wildcard == null ? new Found.NoSuchName() : withOwner(name, find(wildcard, type));
  }

  /** What stands above the name and decides about all below: from the top, as a resolver comes. */
  private Optional<Found> above(Name name, int type) {
    for (int up = name.labels() - origin.labels(); up >= 0; up--) {
      Map<Integer, List<Record>> types = names.getOrDefault(ancestor(name, up), Map.of());
      if (up > 0 && types.containsKey(Type.DNAME)) {
        return Optional.of(new Found.Redirection((DNAMERecord) types.get(Type.DNAME).getFirst()));
      }
      boolean cut = types.containsKey(Type.NS) && up < name.labels() - origin.labels();
      // The DS record of a zone below is this zone's (RFC 4035 §3.1.4.1).
      if (cut && !(up == 0 && type == Type.DS)) {
        return Optional.of(new Found.Delegation(List.copyOf(types.get(Type.NS))));
      }
    }
    return Optional.empty();
  }

  /** The zone's name. */
  Name name() {
    return origin;
  }

  /** The zone's own servers, which go along with its answers but one about themselves. */
  List<Record> servers(Query query) {
    boolean themselves = query.type() == Type.NS && query.name().equals(origin);
    return themselves
        ? List.of()
        : List.copyOf(names.getOrDefault(origin, Map.of()).getOrDefault(Type.NS, List.of()));
  }

  /** Addresses of servers that could not be asked for without them: those below their own zone. */
  List<Record> glue(List<Record> servers) {
    return addresses(
        servers.stream()
            .filter(server -> server.getAdditionalName().subdomain(server.getName()))
            .toList());
  }

  /** All records for a transfer: the SOA, the servers, the rest by name, and the SOA again. */
  List<Record> all() {
    Map<Integer, List<Record>> apex = names.getOrDefault(origin, Map.of());
    List<Record> all = new ArrayList<>(List.of(soa));
    all.addAll(apex.getOrDefault(Type.NS, List.of()));
    new TreeMap<>(names)
        .forEach(
            (name, types) ->
                types.forEach(
                    (type, records) -> {
                      boolean told = name.equals(origin) && (type == Type.SOA || type == Type.NS);
                      all.addAll(told ? List.of() : records);
                    }));
    all.add(soa);
    return all;
  }

  /** The record that goes along with a denial; its TTL bounds the denial's (RFC 2308 §3). */
  Record denial() {
    return new SOARecord(
        soa.getName(),
        soa.getDClass(),
        Math.min(soa.getTTL(), soa.getMinimum()),
        soa.getHost(),
        soa.getAdmin(),
        soa.getSerial(),
        soa.getRefresh(),
        soa.getRetry(),
        soa.getExpire(),
        soa.getMinimum());
  }

  /** The zone's SOA record as it stands in the file. */
  Record start() {
    return soa;
  }

  /** Whether the name stands in the zone, not only by a wildcard, without records of this type. */
  boolean lacksType(Name name, int type) {
    return !names.getOrDefault(name, Map.of()).isEmpty()
        && find(name, type) instanceof Found.NoSuchType;
  }

  /** The zone's version. */
  long serial() {
    return soa.getSerial();
  }

  /** Addresses of the names that these records point at, as far as they are in the zone. */
  List<Record> addresses(List<Record> records) {
    List<Record> addresses = new ArrayList<>();
    for (Record record : records) {
      Name target = record.getAdditionalName();
      if (target != null) {
        Map<Integer, List<Record>> types = names.getOrDefault(target, Map.of());
        addresses.addAll(types.getOrDefault(Type.A, List.of()));
        addresses.addAll(types.getOrDefault(Type.AAAA, List.of()));
      }
    }
    return addresses.stream().distinct().toList();
  }

  private static Found find(Map<Integer, List<Record>> types, int type) {
    List<Record> records = types.get(type);
    if (records != null) {
      return new Found.Records(List.copyOf(records));
    }
    List<Record> aliases = types.get(Type.CNAME);
    return aliases == null
        ? new Found.NoSuchType()
        : new Found.Alias((CNAMERecord) aliases.getFirst());
  }

  /**
   * The records of {@code *} below the nearest name above that exists (RFC 4592 §3.3.1): a name in
   * between hides the wildcards above it.
   */
  private @Nullable Map<Integer, List<Record>> wildcard(Name name) {
    for (int above = 1; above <= name.labels() - origin.labels(); above++) {
      if (names.containsKey(ancestor(name, above))) {
        return names.get(name.wild(above));
      }
    }
    return null;
  }

  /** A wildcard's records as the name's own (RFC 4592 §2.1.1). */
  private static Found withOwner(Name name, Found found) {
    return switch (found) {
      case Found.Records wild ->
          new Found.Records(wild.records().stream().map(record -> record.withName(name)).toList());
      case Found.Alias wild -> new Found.Alias((CNAMERecord) wild.cname().withName(name));
      case Found.Redirection above -> above;
      case Found.Delegation above -> above;
      case Found.NoSuchType none -> none;
      case Found.NoSuchName none -> none;
    };
  }

  private static Name ancestor(Name name, int above) {
    return above == 0 ? name : new Name(name, above);
  }

  private static SOARecord soa(Name origin, Map<Name, Map<Integer, List<Record>>> names) {
    List<Record> found = names.getOrDefault(origin, Map.of()).getOrDefault(Type.SOA, List.of());
    if (found.size() != 1) {
      throw new IllegalArgumentException(
          "zone " + origin + " has " + found.size() + " SOA records instead of one");
    }
    return (SOARecord) found.getFirst();
  }

  private static void requireLoneCname(Name name, Map<Integer, List<Record>> types) {
    List<Record> aliases = types.getOrDefault(Type.CNAME, List.of());
    if (aliases.size() > 1 || (!aliases.isEmpty() && types.size() > 1)) {
      throw new IllegalArgumentException(name + " has a CNAME and other records");
    }
  }
}
