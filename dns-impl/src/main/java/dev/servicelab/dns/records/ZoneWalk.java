package dev.servicelab.dns.records;

import dev.servicelab.dns.records.rules.RecordSet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/**
 * All records of a forward zone, as a secondary gets them. What is made only when it is asked for
 * (names of pods) is not among them.
 */
public final class ZoneWalk {

  private ZoneWalk() {}

  /**
   * The SOA, the zone's servers with their addresses, its other names, the Services sorted by name,
   * and the SOA again.
   */
  public static List<Record> of(RecordView view, Name zone) {
    Record soa = view.soa(zone);
    Map<Name, Map<Integer, RecordSet>> names = view.zoneNames(zone);
    Set<Record> records = new LinkedHashSet<>();
    RecordSet servers = names.getOrDefault(zone, Map.of()).get(Type.NS);
    if (servers != null) {
      records.addAll(servers.records());
      records.addAll(servers.additional());
    }
    add(names, records);
    view.fragments().stream()
        .sorted(Comparator.comparing(fragment -> fragment.name().name()))
        .forEach(fragment -> add(view.records(fragment, zone), records));
    records.removeIf(record -> record.getType() == Type.SOA);
    List<Record> all = new ArrayList<>(List.of(soa));
    all.addAll(records);
    all.add(soa);
    return List.copyOf(all);
  }

  private static void add(Map<Name, Map<Integer, RecordSet>> names, Set<Record> records) {
    new TreeMap<>(names)
        .values()
        .forEach(
            types -> new TreeMap<>(types).values().forEach(set -> records.addAll(set.records())));
  }
}
