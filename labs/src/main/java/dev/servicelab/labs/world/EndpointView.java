package dev.servicelab.labs.world;

import io.fabric8.kubernetes.api.model.EndpointAddress;
import io.fabric8.kubernetes.api.model.EndpointSubset;
import io.fabric8.kubernetes.api.model.Endpoints;
import io.fabric8.kubernetes.api.model.discovery.v1.Endpoint;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * One address behind a Service.
 *
 * @param ip the address
 * @param ready whether it is to be asked
 */
public record EndpointView(String ip, boolean ready) {

  /** The addresses of the Service's Endpoints object; empty when there is none. */
  public static List<EndpointView> ofEndpoints(Scene scene, String service) {
    Endpoints found =
        scene.client().endpoints().inNamespace(scene.namespace()).withName(service).get();
    if (found == null) {
      return List.of();
    }
    return found.getSubsets().stream().flatMap(EndpointView::ofSubset).toList();
  }

  /** The addresses of all EndpointSlices that belong to the Service. */
  public static List<EndpointView> ofSlices(Scene scene, String service) {
    List<EndpointSlice> slices =
        scene
            .client()
            .discovery()
            .v1()
            .endpointSlices()
            .inNamespace(scene.namespace())
            .withLabel("kubernetes.io/service-name", service)
            .list()
            .getItems();
    return slices.stream()
        .flatMap(slice -> slice.getEndpoints().stream())
        .flatMap(EndpointView::ofEndpoint)
        .toList();
  }

  private static Stream<EndpointView> ofSubset(EndpointSubset subset) {
    return Stream.concat(of(subset.getAddresses(), true), of(subset.getNotReadyAddresses(), false));
  }

  private static Stream<EndpointView> of(List<EndpointAddress> addresses, boolean ready) {
    return addresses.stream().map(address -> new EndpointView(address.getIp(), ready));
  }

  /** A missing condition means ready (KEP-752). */
  private static Stream<EndpointView> ofEndpoint(Endpoint endpoint) {
    boolean ready =
        endpoint.getConditions() == null
            || Objects.requireNonNullElse(endpoint.getConditions().getReady(), true);
    return endpoint.getAddresses().stream().map(ip -> new EndpointView(ip, ready));
  }
}
