package dev.servicelab.state;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An EndpointSlice of {@code discovery.k8s.io/v1}, decoded: absent conditions already hold their
 * defaults (ready and serving true, terminating false), ports without a number are left out.
 *
 * @param namespace the namespace
 * @param name the name
 * @param serviceName the value of label {@code kubernetes.io/service-name}; empty if the slice
 *     belongs to no Service
 * @param labels the slice's labels (a proxy skips those with {@code
 *     service.kubernetes.io/service-proxy-name}; {@code service.kubernetes.io/headless} marks
 *     slices of headless Services)
 * @param resourceVersion the version of the object this was read from; empty for manifests
 * @param lastChangeTriggerTime annotation {@code endpoints.kubernetes.io/last-change-trigger-time},
 *     RFC 3339; empty if absent
 * @param addressType which addresses it holds; slices of type FQDN are left out at the edge
 * @param ports the ports every endpoint of the slice serves
 * @param endpoints the endpoints, in the object's order
 */
public record EndpointSliceRecord(
    String namespace,
    String name,
    String serviceName,
    Map<String, String> labels,
    String resourceVersion,
    String lastChangeTriggerTime,
    AddressType addressType,
    List<Port> ports,
    List<Endpoint> endpoints) {

  public EndpointSliceRecord {
    labels = Map.copyOf(labels);
    ports = List.copyOf(ports);
    endpoints = List.copyOf(endpoints);
  }

  /**
   * When what made the endpoints change happened, such as a pod that became ready. Empty if nobody
   * wrote it down, or not as a time: the annotation is commentary, and worth no complaint.
   */
  public Optional<Instant> lastChange() {
    try {
      return lastChangeTriggerTime.isEmpty()
          ? Optional.empty()
          : Optional.of(Instant.parse(lastChangeTriggerTime));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  /** The same slice with other endpoints, which may be of the other family. */
  public EndpointSliceRecord with(AddressType type, List<Endpoint> others) {
    return new EndpointSliceRecord(
        namespace,
        name,
        serviceName,
        labels,
        resourceVersion,
        lastChangeTriggerTime,
        type,
        ports,
        others);
  }

  /** The address family of a slice. */
  public enum AddressType {
    IPV4,
    IPV6
  }

  /**
   * A port of a slice; matched to a Service port by name.
   *
   * @param name empty if unnamed
   * @param protocol the transport
   * @param port the port at the endpoint's address
   */
  public record Port(String name, Protocol protocol, int port) {}

  /**
   * One backend.
   *
   * @param addresses its addresses; consumers use the first, as the API says they are fungible
   * @param ready whether it should get new connections
   * @param serving whether it answers, even while terminating. KEP-1672.
   * @param terminating whether its pod is being deleted
   * @param hostname its own DNS label below the Service; empty if none
   * @param nodeName the node it runs on; empty if unknown
   * @param zone its zone; empty if unknown
   * @param hintZones zones that should use it. KEP-2433.
   * @param hintNodes nodes that should use it. KEP-4444.
   * @param targetPod name of the Pod behind it; empty if {@code targetRef} is not a Pod
   */
  public record Endpoint(
      List<String> addresses,
      boolean ready,
      boolean serving,
      boolean terminating,
      String hostname,
      String nodeName,
      String zone,
      Set<String> hintZones,
      Set<String> hintNodes,
      String targetPod) {

    public Endpoint {
      addresses = List.copyOf(addresses);
      hintZones = Set.copyOf(hintZones);
      hintNodes = Set.copyOf(hintNodes);
    }
  }
}
