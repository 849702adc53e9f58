package dev.servicelab.dns.records;

import dev.servicelab.dns.chain.Zones;
import dev.servicelab.state.ClusterSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.xbill.DNS.NSRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.SRVRecord;
import org.xbill.DNS.Type;

/**
 * All names of the cluster's zones with their records. A name is in it if it has records or if a
 * name below it has; so the view alone tells "no such type" from "no such name" (RFC 8020), and an
 * answer needs no other source.
 */
public final class RecordView {

  private final RecordOptions options;
  private final Map<Name, Map<Integer, List<Record>>> names;
  private final PodRecords pods;
  private final long serial;

  private RecordView(
      RecordOptions options,
      Map<Name, Map<Integer, List<Record>>> names,
      PodRecords pods,
      long serial) {
    this.options = options;
    this.names = names;
    this.pods = pods;
    this.serial = serial;
  }

  /**
   * Builds the view of a snapshot.
   *
   * @param serial the zones' serial number: the time of this change in seconds since 1970
   */
  public static RecordView build(ClusterSnapshot snapshot, RecordOptions options, long serial) {
    RecordSink sink = new RecordSink(options);
    PodRecords pods = new PodRecords(snapshot, options);
    for (Name zone : options.zones()) {
      sink.addZone(zone, Soa.of(zone, options.ttl(), serial));
      if (!Zones.isReverse(zone)) {
        ServiceZone services = ServiceZone.of(zone, snapshot, options);
        RecordRules.ALL.forEach(rule -> rule.emit(services, sink));
        pods.emit(services, sink);
      }
    }
    return new RecordView(options, sink.names(), pods, serial);
  }

  /** What the view says about a name and a type. */
  public sealed interface Found {

    /**
     * Records of this type.
     *
     * @param records what was asked for
     * @param additional addresses of the names these records point at
     */
    record Records(List<Record> records, List<Record> additional) implements Found {}

    /** The name is another name for its target; only for A and AAAA, as CoreDNS does. */
    record Alias(Record cname) implements Found {}

    /** The name exists without this type. */
    record NoSuchType() implements Found {}

    /** Neither this name nor one below it exists. */
    record NoSuchName() implements Found {}
  }

  /**
   * Looks a name up, without regard to case. Type ANY finds nothing, as with CoreDNS: nobody needs
   * it but those who want large answers sent elsewhere (RFC 8482).
   */
  public Found find(Name name, int type) {
    Map<Integer, List<Record>> types = names.get(name);
    if (types == null) {
      return pods.synthesize(name, type);
    }
    List<Record> records = types.get(type);
    if (records != null) {
      return new Found.Records(records, additional(records));
    }
    if ((type == Type.A || type == Type.AAAA) && types.containsKey(Type.CNAME)) {
      return new Found.Alias(types.get(Type.CNAME).getFirst());
    }
    return new Found.NoSuchType();
  }

  /** The SOA for the denial of a name in this zone. */
  public Record soa(Name zone) {
    return Soa.of(zone, options.ttl(), serial);
  }

  /** The number of names, empty non-terminals included. */
  public int size() {
    return names.size();
  }

  /**
   * The addresses of SRV and NS targets that live here (RFC 2782: saves the client a second
   * question).
   */
  private List<Record> additional(List<Record> records) {
    List<Record> additional = new ArrayList<>();
    for (Record record : records) {
      target(record).map(names::get).ifPresent(types -> addAddresses(types, additional));
    }
    return additional;
  }

  private static void addAddresses(Map<Integer, List<Record>> types, List<Record> additional) {
    for (int type : List.of(Type.A, Type.AAAA)) {
      for (Record address : types.getOrDefault(type, List.of())) {
        if (!additional.contains(address)) {
          additional.add(address);
        }
      }
    }
  }

  private static Optional<Name> target(Record record) {
    return switch (record) {
      case SRVRecord srv -> Optional.of(srv.getTarget());
      case NSRecord ns -> Optional.of(ns.getTarget());
      default -> Optional.empty();
    };
  }
}
