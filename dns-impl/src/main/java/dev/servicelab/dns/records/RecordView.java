package dev.servicelab.dns.records;

import dev.servicelab.dns.chain.Zones;
import dev.servicelab.dns.records.options.RecordOptions;
import dev.servicelab.dns.records.rules.RecordSet;
import dev.servicelab.state.ClusterSnapshot;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;

/**
 * All names of the cluster's zones with their records. A name is in it if it has records or if a
 * name below it has; so the view alone tells "no such type" from "no such name" (RFC 8020), and an
 * answer needs no other source. Immutable; a change of the cluster makes a new view that shares
 * with the old one whatever has not changed.
 *
 * <p>It can be walked: {@link #zoneNames} of each of {@link #zones}, and in forward zones {@link
 * #records} of each of {@link #fragments}. What is not met on this walk is made from the name that
 * is asked for: names of addresses in reverse zones, names below {@code pod}, and with option
 * {@code zonal} names below {@code _zone.SERVICE}.
 */
public final class RecordView {

  private final RecordOptions options;
  private final ClusterSnapshot snapshot;
  private final Fragments fragments;
  private final PodNames pods;
  private final Set<String> namespaces;
  private final long serial;
  private final Map<Name, Map<Name, Map<Integer, RecordSet>>> zones = new HashMap<>();
  private final NameFinder finder;

  private RecordView(
      RecordOptions options,
      ClusterSnapshot snapshot,
      Fragments fragments,
      PodNames pods,
      Set<String> namespaces,
      long serial) {
    this.options = options;
    this.snapshot = snapshot;
    this.fragments = fragments;
    this.pods = pods;
    this.namespaces = namespaces;
    this.serial = serial;
    options
        .zones()
        .forEach(zone -> zones.put(zone, ZoneApex.names(zone, soa(zone), fragments, options)));
    this.finder = new NameFinder(this, pods);
  }

  /**
   * The view of a cluster without any object.
   *
   * @param serial the zones' serial number
   */
  public static RecordView empty(RecordOptions options, long serial) {
    return new RecordView(
        options, ClusterSnapshot.empty(), Fragments.NONE, PodNames.NONE, Set.of(), serial);
  }

  /**
   * The view of a later snapshot. Looks only at objects that are not the same instances as before.
   *
   * @param now what becomes the zones' serial number, in seconds since 1970, if any answer may have
   *     changed; else the serial stays, as nobody needs to fetch the zone again
   */
  public RecordView next(ClusterSnapshot later, long now) {
    AtomicBoolean changed = new AtomicBoolean();
    Fragments next =
        fragments.update(
            snapshot,
            later,
            options,
            (before, after) -> {
              if (!changed.get() && differ(before, after)) {
                changed.set(true);
              }
            });
    PodNames nextPods = pods.update(later.pods(), options);
    Set<String> seen =
        later.namespaces().stream().filter(options::shows).collect(Collectors.toSet());
    boolean bump = changed.get() || !nextPods.equals(pods) || !seen.equals(namespaces);
    return new RecordView(options, later, next, nextPods, seen, bump ? now : serial);
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
    return Zones.match(options.zones(), name)
        .<Found>map(zone -> finder.find(name, zone, type))
        .orElseGet(Found.NoSuchName::new);
  }

  /**
   * What all answers about a name are made from: in a later view the same instance only if they are
   * the same, but for the SOA of denials.
   *
   * @return empty if there is no such name
   */
  public Optional<Object> origin(Name name) {
    return Zones.match(options.zones(), name)
        .filter(zone -> finder.types(name, zone).isPresent())
        .map(zone -> finder.fragment(name, zone).map(Object.class::cast).orElse(this));
  }

  /** The SOA for the denial of a name in this zone. */
  public Record soa(Name zone) {
    return Soa.of(zone, options.ttl(), serial);
  }

  /** The zones' serial number. */
  public long serial() {
    return serial;
  }

  /** The zones served, as the Corefile has them. */
  public List<Name> zones() {
    return options.zones();
  }

  /** What the plugin's options say. */
  public RecordOptions options() {
    return options;
  }

  /** The names of a zone that belong to no namespace: name, then type number. */
  public Map<Name, Map<Integer, RecordSet>> zoneNames(Name zone) {
    return zones.getOrDefault(zone, Map.of());
  }

  /** The namespaces that exist and are shown. */
  public Set<String> namespaces() {
    return namespaces;
  }

  /**
   * All Services sorted by namespace and name, seen or not; the same instances as in the view
   * before where nothing has changed.
   */
  public List<ServiceFragment> fragments() {
    return fragments.all();
  }

  /** A Service's names in a forward zone with their records; none if its namespace is not shown. */
  public Map<Name, Map<Integer, RecordSet>> records(ServiceFragment fragment, Name zone) {
    return namespaces.contains(fragment.name().namespace())
        ? fragment.records(zone, options)
        : Map.of();
  }

  /** The names that addresses lead back to. */
  ReverseNames reverse() {
    return new ReverseNames(fragments, options, namespaces::contains);
  }

  Fragments index() {
    return fragments;
  }

  /** Whether any answer about a Service may have changed: its version alone does not count. */
  private boolean differ(Optional<ServiceFragment> before, Optional<ServiceFragment> after) {
    return !content(before).equals(content(after));
  }

  private List<Object> content(Optional<ServiceFragment> fragment) {
    return fragment
        .filter(one -> options.shows(one.name().namespace()))
        .map(
            one ->
                List.<Object>of(
                    options.primaryZone().map(zone -> one.records(zone, options)).orElse(Map.of()),
                    one.addresses(options)))
        .filter(content -> !content.equals(List.of(Map.of(), List.of())))
        .orElse(List.of());
  }
}
