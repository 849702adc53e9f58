package dev.servicelab.dns.records;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.PTRRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.ReverseMap;

/**
 * Collects the records of all rules, and with each name the names above it. Mutable, used by one
 * build only.
 */
final class RecordSink {

  private final Map<Name, Map<Integer, List<Record>>> names = new HashMap<>();
  private final RecordOptions options;

  RecordSink(RecordOptions options) {
    this.options = options;
  }

  /** Starts a zone: the walk up from its names ends at this one. */
  void addZone(Name zone, Record soa) {
    names.computeIfAbsent(zone, name -> new TreeMap<>()).put(soa.getType(), List.of(soa));
  }

  /** Adds a record unless the same one is there (two slices may name the same address). */
  void add(Record record) {
    exists(record.getName());
    List<Record> records =
        names
            .computeIfAbsent(record.getName(), name -> new TreeMap<>())
            .computeIfAbsent(record.getType(), type -> new ArrayList<>());
    if (!records.contains(record)) {
      records.add(record);
    }
  }

  /** Adds a name without records, and those above it up to its zone. */
  void exists(Name name) {
    Name current = name;
    while (!names.containsKey(current)) {
      names.put(current, new TreeMap<>());
      if (current.labels() <= 1) {
        return;
      }
      current = new Name(current, 1);
    }
  }

  /** Adds A or AAAA, as the address's family asks. */
  void address(Name name, InetAddress address) {
    long ttl = options.ttl();
    add(
        address.getAddress().length == 4
            ? new ARecord(name, DClass.IN, ttl, address)
            : new AAAARecord(name, DClass.IN, ttl, address));
  }

  /** Adds the PTR of an address, if a served reverse zone covers it. */
  void reverse(InetAddress address, Name target) {
    Name owner = ReverseMap.fromAddress(address);
    if (options.zones().stream().anyMatch(owner::subdomain)) {
      add(new PTRRecord(owner, DClass.IN, options.ttl(), target));
    }
  }

  /** Everything collected, immutable in use: nobody else holds it. */
  Map<Name, Map<Integer, List<Record>>> names() {
    Map<Name, Map<Integer, List<Record>>> compact = HashMap.newHashMap(names.size());
    names.forEach((name, types) -> compact.put(name, compact(types)));
    return compact;
  }

  private static Map<Integer, List<Record>> compact(Map<Integer, List<Record>> types) {
    types.replaceAll((type, records) -> List.copyOf(records));
    return Map.copyOf(types);
  }
}
