package dev.servicelab.state.api;

import static dev.servicelab.state.api.Absent.or;
import static dev.servicelab.state.api.Absent.orEmpty;
import static dev.servicelab.state.api.Absent.orZero;

import dev.servicelab.state.EndpointSliceRecord;
import dev.servicelab.state.EndpointSliceRecord.AddressType;
import dev.servicelab.state.EndpointSliceRecord.Endpoint;
import dev.servicelab.state.EndpointSliceRecord.Port;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointConditions;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointHints;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointPort;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.api.model.discovery.v1.ForNode;
import io.fabric8.kubernetes.api.model.discovery.v1.ForZone;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes the record of a {@code discovery.k8s.io/v1} EndpointSlice. */
final class SliceReader {
  private static final String SERVICE_NAME = "kubernetes.io/service-name";
  private static final String TRIGGER_TIME = "endpoints.kubernetes.io/last-change-trigger-time";

  private SliceReader() {}

  /** The record; empty for address type FQDN, which neither proxies nor DNS use. */
  static Optional<EndpointSliceRecord> read(EndpointSlice slice) {
    return addressType(slice.getAddressType()).map(type -> record(slice, type));
  }

  private static EndpointSliceRecord record(EndpointSlice slice, AddressType type) {
    var labels = orEmpty(slice.getMetadata().getLabels());
    return new EndpointSliceRecord(
        orEmpty(slice.getMetadata().getNamespace()),
        slice.getMetadata().getName(),
        labels.getOrDefault(SERVICE_NAME, ""),
        labels,
        orEmpty(slice.getMetadata().getResourceVersion()),
        orEmpty(slice.getMetadata().getAnnotations()).getOrDefault(TRIGGER_TIME, ""),
        type,
        orEmpty(slice.getPorts()).stream()
            .filter(port -> orZero(port.getPort()) != 0)
            .map(SliceReader::port)
            .toList(),
        orEmpty(slice.getEndpoints()).stream().map(SliceReader::endpoint).toList());
  }

  private static Optional<AddressType> addressType(@Nullable String name) {
    return switch (orEmpty(name)) {
      case "IPv4" -> Optional.of(AddressType.IPV4);
      case "IPv6" -> Optional.of(AddressType.IPV6);
      default -> Optional.empty();
    };
  }

  private static Port port(EndpointPort port) {
    return new Port(
        orEmpty(port.getName()), ServiceReader.protocol(port.getProtocol()), port.getPort());
  }

  private static Endpoint endpoint(io.fabric8.kubernetes.api.model.discovery.v1.Endpoint endpoint) {
    EndpointConditions conditions = endpoint.getConditions();
    EndpointHints hints = endpoint.getHints();
    return new Endpoint(
        orEmpty(endpoint.getAddresses()),
        conditions == null || or(conditions.getReady(), true),
        conditions == null || or(conditions.getServing(), true),
        conditions != null && or(conditions.getTerminating(), false),
        orEmpty(endpoint.getHostname()),
        orEmpty(endpoint.getNodeName()),
        orEmpty(endpoint.getZone()),
        hints == null ? Set.of() : zones(hints.getForZones()),
        hints == null ? Set.of() : nodes(hints.getForNodes()),
        targetPod(endpoint));
  }

  private static Set<String> zones(@Nullable List<ForZone> zones) {
    return orEmpty(zones).stream().map(ForZone::getName).collect(Collectors.toSet());
  }

  private static Set<String> nodes(@Nullable List<ForNode> nodes) {
    return orEmpty(nodes).stream().map(ForNode::getName).collect(Collectors.toSet());
  }

  private static String targetPod(io.fabric8.kubernetes.api.model.discovery.v1.Endpoint endpoint) {
    var target = endpoint.getTargetRef();
    return target != null && "Pod".equals(target.getKind()) ? orEmpty(target.getName()) : "";
  }
}
