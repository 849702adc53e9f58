package dev.servicelab.dns.records;

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
 * @param service the Service
 * @param endpoints its ready endpoints, one entry per address
 * @param options the plugin's options
 */
record NamedService(
    Name name, ServiceRecord service, List<NamedEndpoint> endpoints, RecordOptions options) {

  /**
   * A ready endpoint's address with its name.
   *
   * @param name {@code ENDPOINT.SERVICE.NAMESPACE.svc.ZONE}
   * @param address the address
   * @param hasHostname whether the name is the endpoint's own hostname
   * @param ports what it serves
   */
  record NamedEndpoint(
      Name name, InetAddress address, boolean hasHostname, List<EndpointSliceRecord.Port> ports) {}

  static NamedService of(
      Name name, ServiceRecord service, List<EndpointSliceRecord> slices, RecordOptions options) {
    List<NamedEndpoint> endpoints = new ArrayList<>();
    for (EndpointSliceRecord slice : slices) {
      for (EndpointSliceRecord.Endpoint endpoint : slice.endpoints()) {
        // Readiness is all that counts: for publishNotReadyAddresses the slice controller reports
        // every endpoint as
        // ready, and a terminating one as not.
        if (endpoint.ready()) {
          endpoint
              .addresses()
              .forEach(
                  address ->
                      named(name, endpoint, address, slice.ports(), options)
                          .ifPresent(endpoints::add));
        }
      }
    }
    return new NamedService(name, service, List.copyOf(endpoints), options);
  }

  boolean hasClusterIp() {
    boolean virtual =
        service.type() != ServiceRecord.Type.EXTERNAL_NAME
            && !service.headless()
            && !service.clusterIps().isEmpty();
    return virtual && !(options.ignoreEmptyServices() && endpoints.isEmpty());
  }

  boolean isHeadless() {
    return service.type() != ServiceRecord.Type.EXTERNAL_NAME && service.headless();
  }

  /** The Service's virtual addresses. */
  List<InetAddress> clusterIps() {
    return service.clusterIps().stream().flatMap(ip -> Labels.address(ip).stream()).toList();
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
                    .map(name -> new NamedEndpoint(name, address, hasHostname, ports)));
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
