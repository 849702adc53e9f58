package dev.servicelab.dns.plugins.file;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.CNAMERecord;
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

    /** Records of this type; for type ANY all of the name. */
    record Records(List<Record> records) implements Found {}

    /** The name is another name for its target (RFC 1034 §3.6.2). */
    record Alias(CNAMERecord cname) implements Found {}

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
    Map<Integer, List<Record>> types = names.get(name);
    if (types != null) {
      return find(types, type);
    }
    Map<Integer, List<Record>> wildcard = wildcard(name);
    return wildcard == null ? new Found.NoSuchName() : withOwner(name, find(wildcard, type));
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
    if (type == Type.ANY && !types.isEmpty()) {
      return new Found.Records(types.values().stream().flatMap(List::stream).toList());
    }
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
