package dev.servicelab.dns.records.rules;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;

/**
 * Collects records below one name, and with each name the names above it. Mutable, used by one
 * thread for a moment.
 */
public final class RecordSink {

  private final Map<Name, Map<Integer, Pending>> names = new HashMap<>();
  private final Name top;
  private final long ttl;

  /** Records in order, each once: two slices may name the same address. */
  private record Pending(Set<Record> records, Set<Record> additional) {
    Pending() {
      this(new LinkedHashSet<>(), new LinkedHashSet<>());
    }
  }

  /**
   * An empty sink.
   *
   * @param top names above this one are not taken in
   * @param ttl the addresses' time to live in seconds
   */
  public RecordSink(Name top, long ttl) {
    this.top = top;
    this.ttl = ttl;
  }

  /** Adds a record unless the same one is there, with what should go along with it. */
  public void add(Record record, List<Record> additional) {
    exists(record.getName());
    Pending pending =
        names
            .computeIfAbsent(record.getName(), name -> new TreeMap<>())
            .computeIfAbsent(record.getType(), type -> new Pending());
    pending.records().add(record);
    pending.additional().addAll(additional);
  }

  /** Adds a record unless the same one is there. */
  public void add(Record record) {
    add(record, List.of());
  }

  /** Adds A or AAAA, as the address's family asks. */
  public void address(Name name, InetAddress address) {
    add(address(name, address, ttl));
  }

  /** Adds a name without records, and those above it up to the top. */
  public void exists(Name name) {
    Name current = name;
    while (current.subdomain(top) && !names.containsKey(current)) {
      names.put(current, new TreeMap<>());
      current = new Name(current, 1);
    }
  }

  /** A or AAAA, as the address's family asks. */
  public static Record address(Name name, InetAddress address, long ttl) {
    return address.getAddress().length == 4
        ? new ARecord(name, DClass.IN, ttl, address)
        : new AAAARecord(name, DClass.IN, ttl, address);
  }

  /** Everything collected: name, then type number, then records. A name may have no type. */
  public Map<Name, Map<Integer, RecordSet>> names() {
    Map<Name, Map<Integer, RecordSet>> all = HashMap.newHashMap(names.size());
    names.forEach((name, types) -> all.put(name, finished(types)));
    return Map.copyOf(all);
  }

  private static Map<Integer, RecordSet> finished(Map<Integer, Pending> types) {
    Map<Integer, RecordSet> finished = HashMap.newHashMap(types.size());
    types.forEach(
        (type, pending) ->
            finished.put(
                type,
                new RecordSet(
                    new ArrayList<>(pending.records()), new ArrayList<>(pending.additional()))));
    return Map.copyOf(finished);
  }
}
