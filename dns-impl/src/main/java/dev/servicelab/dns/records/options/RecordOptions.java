package dev.servicelab.dns.records.options;

import dev.servicelab.dns.chain.Zones;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.xbill.DNS.Name;

/**
 * What the {@code kubernetes} plugin's options say about records. The defaults are CoreDNS's.
 *
 * @param zones the zones served, reverse zones among them
 * @param ttl every record's time to live in seconds, and the SOA's minimum
 * @param pods whether pods have names of their own
 * @param endpoints whether endpoints are known at all
 * @param endpointPodNames whether an endpoint without a hostname is named after its pod
 * @param ignoreEmptyServices whether a ClusterIP Service without ready endpoints has no name
 * @param zonal whether headless Services have a name for each topology zone
 * @param namespaces the namespaces shown; empty means all
 * @param ownAddresses addresses of this server: the Services in front of them are the zone's name
 *     servers
 * @param choices what is answered where one may differ
 */
public record RecordOptions(
    List<Name> zones,
    long ttl,
    PodMode pods,
    boolean endpoints,
    boolean endpointPodNames,
    boolean ignoreEmptyServices,
    boolean zonal,
    Set<String> namespaces,
    Set<String> ownAddresses,
    Choices choices) {

  public RecordOptions {
    zones = List.copyOf(zones);
    namespaces = Set.copyOf(namespaces);
    ownAddresses = Set.copyOf(ownAddresses);
  }

  /** How {@code a-b-c-d.NAMESPACE.pod.ZONE} is answered. */
  public enum PodMode {
    /** Not at all. */
    DISABLED,
    /** With the address in the name, whether a pod has it or not. */
    INSECURE,
    /** With the address in the name, if a pod of this namespace has it. */
    VERIFIED
  }

  /** CoreDNS's defaults for these zones. */
  public static RecordOptions defaults(List<Name> zones) {
    return new RecordOptions(
        zones, 5, PodMode.DISABLED, true, false, false, false, Set.of(), Set.of(), Choices.OURS);
  }

  /** The same with these addresses as the server's own. */
  public RecordOptions withOwnAddresses(Set<String> addresses) {
    return new RecordOptions(
        zones,
        ttl,
        pods,
        endpoints,
        endpointPodNames,
        ignoreEmptyServices,
        zonal,
        namespaces,
        addresses,
        choices);
  }

  /** Whether this side was chosen. */
  public boolean chose(Choice choice, Choice.Side side) {
    return choices.are(choice, side);
  }

  /** The zone that reverse answers speak of: the first forward zone written. */
  public Optional<Name> primaryZone() {
    return zones.stream().filter(zone -> !Zones.isReverse(zone)).findFirst();
  }

  /** Whether the Corefile lets this namespace be seen. */
  public boolean shows(String namespace) {
    return namespaces.isEmpty() || namespaces.contains(namespace);
  }
}
