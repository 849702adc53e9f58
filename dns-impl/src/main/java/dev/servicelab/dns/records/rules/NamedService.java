package dev.servicelab.dns.records.rules;

import dev.servicelab.dns.records.options.RecordOptions;
import dev.servicelab.state.EndpointSliceRecord;
import dev.servicelab.state.ServiceRecord;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.xbill.DNS.Name;

/**
 * A Service with its name in a zone and its ready endpoints.
 *
 * @param name {@code SERVICE.NAMESPACE.svc.ZONE}
 * @param service the Service; empty for endpoints whose Service is gone
 * @param endpoints its ready endpoints, one entry per address
 * @param options the plugin's options
 */
public record NamedService(
    Name name,
    Optional<ServiceRecord> service,
    List<NamedEndpoint> endpoints,
    RecordOptions options) {

  /**
   * A ready endpoint's address with its name.
   *
   * @param name {@code ENDPOINT.SERVICE.NAMESPACE.svc.ZONE}
   * @param address the address
   * @param hasHostname whether the name is the endpoint's own hostname
   * @param zone the topology zone it is in; empty if unknown
   * @param ports what it serves
   */
  public record NamedEndpoint(
      Name name,
      InetAddress address,
      boolean hasHostname,
      String zone,
      List<EndpointSliceRecord.Port> ports) {}

  /** Names a Service's ready endpoints. */
  public static NamedService of(
      Name name,
      Optional<ServiceRecord> service,
      List<EndpointSliceRecord> slices,
      RecordOptions options) {
    List<NamedEndpoint> endpoints = new ArrayList<>();
    for (EndpointSliceRecord slice : slices) {
      for (EndpointSliceRecord.Endpoint endpoint : slice.endpoints()) {
        if (isKnown(endpoint, options)) {
          for (String address : endpoint.addresses()) {
            named(name, endpoint, address, slice.ports(), options).ifPresent(endpoints::add);
          }
        }
      }
    }
    return new NamedService(name, service, List.copyOf(endpoints), options);
  }

  /**
   * Readiness is all that counts: for publishNotReadyAddresses the slice controller reports every
   * endpoint as ready, and a terminating one as not.
   */
  public static boolean isKnown(EndpointSliceRecord.Endpoint endpoint, RecordOptions options) {
    return endpoint.ready() && options.endpoints();
  }

  /** The Service's virtual addresses. */
  public List<InetAddress> clusterIps() {
    return service.stream()
        .filter(record -> record.type() != ServiceRecord.Type.EXTERNAL_NAME && !record.headless())
        .flatMap(record -> record.clusterIps().stream())
        .flatMap(ip -> Labels.address(ip).stream())
        .toList();
  }

  /** Whether its name leads to virtual addresses. */
  public boolean hasClusterIp() {
    return !clusterIps().isEmpty() && !(options.ignoreEmptyServices() && endpoints.isEmpty());
  }

  /** Whether its name leads to its endpoints. */
  public boolean isHeadless() {
    return service
        .filter(record -> record.type() != ServiceRecord.Type.EXTERNAL_NAME)
        .filter(ServiceRecord::headless)
        .isPresent();
  }

  /** Whether its endpoints have names. CoreDNS names those of ClusterIP Services, too. */
  public boolean namesEndpoints() {
    return hasClusterIp() || isHeadless();
  }

  private static Optional<NamedEndpoint> named(
      Name service,
      EndpointSliceRecord.Endpoint endpoint,
      String text,
      List<EndpointSliceRecord.Port> ports,
      RecordOptions options) {
    boolean hasHostname = !endpoint.hostname().isEmpty();
    return Labels.address(text)
        .flatMap(
            address ->
                Labels.child(label(endpoint, address, options), service)
                    .map(
                        name ->
                            new NamedEndpoint(name, address, hasHostname, endpoint.zone(), ports)));
  }

  /**
   * The specification leaves the name of an endpoint without a hostname open; these are CoreDNS's
   * choices.
   */
  private static String label(
      EndpointSliceRecord.Endpoint endpoint, InetAddress address, RecordOptions options) {
    if (!endpoint.hostname().isEmpty()) {
      return endpoint.hostname();
    }
    boolean fits = !endpoint.targetPod().isEmpty() && endpoint.targetPod().length() < 64;
    return options.endpointPodNames() && fits ? endpoint.targetPod() : AddressLabels.of(address);
  }
}
