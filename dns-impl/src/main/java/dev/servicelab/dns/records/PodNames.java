package dev.servicelab.dns.records;

import dev.servicelab.dns.records.options.Choice;
import dev.servicelab.dns.records.options.Choice.Side;
import dev.servicelab.dns.records.options.RecordOptions;
import dev.servicelab.dns.records.options.RecordOptions.PodMode;
import dev.servicelab.dns.records.rules.Labels;
import dev.servicelab.dns.records.rules.RecordSet;
import dev.servicelab.dns.records.rules.RecordSink;
import dev.servicelab.state.Changed;
import dev.servicelab.state.ObjectName;
import dev.servicelab.state.PodRecord;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.SRVRecord;
import org.xbill.DNS.Type;

/**
 * Specification §2.6 (deprecated there, still shipped everywhere): {@code
 * a-b-c-d.NAMESPACE.pod.ZONE}. The address is read from the name itself, so nothing is made before
 * it is asked for.
 *
 * @param pods the pods there are, sorted
 * @param addresses which pods have an address; empty unless pods are verified
 */
record PodNames(List<PodRecord> pods, AddressIndex<PodRecord> addresses) {

  static final PodNames NONE = new PodNames(List.of(), AddressIndex.empty());

  private static final Pattern IPV4 = Pattern.compile("\\d+-\\d+-\\d+-\\d+");

  /** As CoreDNS reads a name: two labels may stand before the pod's. */
  private static final int MOST_BELOW = 2;

  /** The names after a change of the cluster's pods. */
  PodNames update(List<PodRecord> after, RecordOptions options) {
    if (options.pods() != PodMode.VERIFIED) {
      return NONE;
    }
    SortedMap<Address, List<PodRecord>> moved = new TreeMap<>();
    Changed.walk(
        pods,
        after,
        pod -> new ObjectName(pod.namespace(), pod.name()),
        (was, is) -> {
          addresses(was, options).forEach(at -> claims(moved, at).remove(was));
          addresses(is, options).forEach(at -> claims(moved, at).add(is));
        });
    return new PodNames(after, addresses.with(moved));
  }

  /** The one record of a pod's name by its type number; empty if there is no such name. */
  Optional<Map<Integer, RecordSet>> find(ParsedName.Pod pod, Name name, RecordOptions options) {
    boolean tooLong = pod.below() > (options.chose(Choice.POD_SUBNAMES, Side.POD) ? MOST_BELOW : 0);
    if (tooLong || options.pods() == PodMode.DISABLED) {
      return Optional.empty();
    }
    return address(pod.label())
        .filter(address -> options.pods() == PodMode.INSECURE || isPod(pod.namespace(), address))
        .map(ip -> types(name, ip, pod, options));
  }

  private static Map<Integer, RecordSet> types(
      Name name, InetAddress ip, ParsedName.Pod pod, RecordOptions options) {
    Record address = RecordSink.address(name, ip, options.ttl());
    RecordSet own = new RecordSet(List.of(address), List.of());
    if (options.chose(Choice.ENDPOINT_SRV, Side.NONE)) {
      return Map.of(address.getType(), own);
    }
    // As CoreDNS, which takes a pod for an endpoint with port 0.
    Name target = lowerCase(new Name(name, pod.below()));
    SRVRecord srv = new SRVRecord(name, DClass.IN, options.ttl(), 0, 100, 0, target);
    Record glue = RecordSink.address(target, ip, options.ttl());
    return Map.of(address.getType(), own, Type.SRV, new RecordSet(List.of(srv), List.of(glue)));
  }

  private static Name lowerCase(Name name) {
    return Name.fromConstantString(name.toString().toLowerCase(Locale.ROOT));
  }

  private boolean isPod(String namespace, InetAddress address) {
    return addresses.at(Address.of(address)).stream()
        .anyMatch(pod -> pod.namespace().equals(namespace));
  }

  private static Optional<InetAddress> address(String label) {
    return Labels.address(
        IPV4.matcher(label).matches() ? label.replace('-', '.') : label.replace('-', ':'));
  }

  private List<PodRecord> claims(SortedMap<Address, List<PodRecord>> moved, Address address) {
    return moved.computeIfAbsent(address, key -> new ArrayList<>(addresses.at(key)));
  }

  private static List<Address> addresses(@Nullable PodRecord pod, RecordOptions options) {
    if (pod == null) {
      return List.of();
    }
    long most = options.chose(Choice.POD_ADDRESSES, Side.PRIMARY) ? 1 : pod.ips().size();
    return pod.ips().stream()
        .limit(most)
        .flatMap(ip -> Address.of(ip).stream())
        .distinct()
        .toList();
  }
}
