package dev.servicelab.labs.world;

import io.fabric8.kubernetes.api.model.EndpointAddress;
import io.fabric8.kubernetes.api.model.EndpointSubset;
import io.fabric8.kubernetes.api.model.Endpoints;
import io.fabric8.kubernetes.api.model.discovery.v1.Endpoint;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One address behind a Service.
 *
 * @param ip the address
 * @param ready whether it is to be asked
 * @param ports on which ports, sorted, each as {@code name:80/TCP}; an unnamed port has nothing
 *     before the colon
 */
public record EndpointView(String ip, boolean ready, List<String> ports) {

  /** The addresses of the Service's Endpoints object; empty when there is none. */
  public static List<EndpointView> ofEndpoints(Scene scene, String service) {
    return endpoints(scene, service).stream()
        .flatMap(found -> found.getSubsets().stream())
        .flatMap(EndpointView::ofSubset)
        .toList();
  }

  /** The addresses of all EndpointSlices that belong to the Service. */
  public static List<EndpointView> ofSlices(Scene scene, String service) {
    return slices(scene, service).stream().flatMap(EndpointView::ofSlice).toList();
  }

  /** The Service's Endpoints object. */
  public static Optional<Endpoints> endpoints(Scene scene, String service) {
    return Optional.ofNullable(
        scene.client().endpoints().inNamespace(scene.namespace()).withName(service).get());
  }

  /** The EndpointSlices that belong to the Service. */
  public static List<EndpointSlice> slices(Scene scene, String service) {
    return scene
        .client()
        .discovery()
        .v1()
        .endpointSlices()
        .inNamespace(scene.namespace())
        .withLabel("kubernetes.io/service-name", service)
        .list()
        .getItems();
  }

  private static Stream<EndpointView> ofSubset(EndpointSubset subset) {
    List<String> ports =
        subset.getPorts().stream()
            .map(port -> port(port.getName(), port.getPort(), port.getProtocol()))
            .sorted()
            .toList();
    return Stream.concat(
        of(subset.getAddresses(), true, ports), of(subset.getNotReadyAddresses(), false, ports));
  }

  private static Stream<EndpointView> of(
      List<EndpointAddress> addresses, boolean ready, List<String> ports) {
    return addresses.stream().map(address -> new EndpointView(address.getIp(), ready, ports));
  }

  private static Stream<EndpointView> ofSlice(EndpointSlice slice) {
    List<String> ports =
        slice.getPorts().stream()
            .map(port -> port(port.getName(), port.getPort(), port.getProtocol()))
            .sorted()
            .toList();
    return slice.getEndpoints().stream().flatMap(endpoint -> ofEndpoint(endpoint, ports));
  }

  /** A missing condition means ready (KEP-752). */
  private static Stream<EndpointView> ofEndpoint(Endpoint endpoint, List<String> ports) {
    boolean ready =
        endpoint.getConditions() == null
            || Objects.requireNonNullElse(endpoint.getConditions().getReady(), true);
    return endpoint.getAddresses().stream().map(ip -> new EndpointView(ip, ready, ports));
  }

  /** Endpoints leave an empty name out, EndpointSlices write it. */
  private static String port(@Nullable String name, Integer port, String protocol) {
    return "%s:%d/%s".formatted(Objects.requireNonNullElse(name, ""), port, protocol);
  }
}
