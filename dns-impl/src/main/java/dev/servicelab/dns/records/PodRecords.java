package dev.servicelab.dns.records;

import dev.servicelab.dns.chain.Zones;
import dev.servicelab.dns.records.RecordOptions.PodMode;
import dev.servicelab.dns.records.RecordView.Found;
import dev.servicelab.state.ClusterSnapshot;
import dev.servicelab.state.PodRecord;
import java.net.InetAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/**
 * Specification §2.6 (deprecated there, still shipped everywhere): {@code
 * a-b-c-d.NAMESPACE.pod.ZONE}. With {@code insecure} there are as many such names as addresses, so
 * they are made when asked for.
 */
final class PodRecords implements RecordRule {

  private static final Pattern IPV4 = Pattern.compile("\\d+-\\d+-\\d+-\\d+");

  private final List<PodRecord> pods;
  private final Set<String> namespaces;
  private final RecordOptions options;

  PodRecords(ClusterSnapshot snapshot, RecordOptions options) {
    this.pods = snapshot.pods();
    this.options = options;
    this.namespaces = new HashSet<>(snapshot.namespaces());
    this.namespaces.removeIf(namespace -> !options.shows(namespace));
  }

  /** {@code verified}: the names of the pods there are. */
  @Override
  public void emit(ServiceZone zone, RecordSink sink) {
    if (options.pods() != PodMode.VERIFIED) {
      return;
    }
    for (PodRecord pod : pods) {
      if (namespaces.contains(pod.namespace())) {
        Optional<Name> parent =
            Labels.child("pod", zone.name())
                .flatMap(branch -> Labels.child(pod.namespace(), branch));
        for (String ip : pod.ips()) {
          Labels.address(ip).ifPresent(address -> emit(parent, address, sink));
        }
      }
    }
  }

  private static void emit(Optional<Name> parent, InetAddress address, RecordSink sink) {
    parent
        .flatMap(name -> Labels.child(AddressLabels.of(address), name))
        .ifPresent(name -> sink.address(name, address));
  }

  /** {@code insecure}: the address is read from the name itself. */
  Found synthesize(Name name, int type) {
    return options.pods() == PodMode.INSECURE && isPodName(name)
        ? address(name.getLabelString(0))
            .map(address -> answer(name, type, address))
            .orElse(new Found.NoSuchName())
        : new Found.NoSuchName();
  }

  private boolean isPodName(Name name) {
    Optional<Name> zone = Zones.match(options.zones(), name);
    return zone.isPresent()
        && name.labels() == zone.get().labels() + 3
        && name.getLabelString(2).equalsIgnoreCase("pod")
        && namespaces.contains(name.getLabelString(1).toLowerCase(Locale.ROOT));
  }

  private Found answer(Name name, int type, InetAddress address) {
    boolean v4 = address.getAddress().length == 4;
    if (type != (v4 ? Type.A : Type.AAAA)) {
      return new Found.NoSuchType();
    }
    Record record =
        v4
            ? new ARecord(name, DClass.IN, options.ttl(), address)
            : new AAAARecord(name, DClass.IN, options.ttl(), address);
    return new Found.Records(List.of(record), List.of());
  }

  private static Optional<InetAddress> address(String label) {
    return Labels.address(
        IPV4.matcher(label).matches() ? label.replace('-', '.') : label.replace('-', ':'));
  }
}
