package dev.servicelab.labs.equal;

import dev.servicelab.state.EndpointSliceRecord;
import dev.servicelab.state.EndpointSliceRecord.AddressType;
import io.fabric8.kubernetes.api.model.discovery.v1.Endpoint;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointBuilder;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointHints;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointHintsBuilder;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointPort;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointPortBuilder;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSliceBuilder;
import org.jspecify.annotations.Nullable;

/** A made-up EndpointSlice as an object of the API. */
final class ApiSlice {
  private ApiSlice() {}

  static EndpointSlice of(EndpointSliceRecord record, Renaming renaming) {
    return new EndpointSliceBuilder()
        .withNewMetadata()
        .withName(record.name())
        .withNamespace(renaming.namespace(record.namespace()))
        .withLabels(record.labels())
        .endMetadata()
        .withAddressType(record.addressType() == AddressType.IPV4 ? "IPv4" : "IPv6")
        .withPorts(record.ports().stream().map(ApiSlice::port).toList())
        .withEndpoints(record.endpoints().stream().map(ApiSlice::endpoint).toList())
        .build();
  }

  private static EndpointPort port(EndpointSliceRecord.Port port) {
    return new EndpointPortBuilder()
        .withName(port.name())
        .withProtocol(port.protocol().name())
        .withPort(port.port())
        .build();
  }

  private static Endpoint endpoint(EndpointSliceRecord.Endpoint endpoint) {
    return new EndpointBuilder()
        .withAddresses(endpoint.addresses())
        .withNewConditions()
        // What is the default is left out: that it means the same is the proxy's to know.
        .withReady(endpoint.ready() ? null : Boolean.FALSE)
        .withServing(endpoint.serving() ? null : Boolean.FALSE)
        .withTerminating(endpoint.terminating() ? Boolean.TRUE : null)
        .endConditions()
        .withNodeName(orNull(Renaming.node(endpoint.nodeName())))
        .withZone(orNull(endpoint.zone()))
        .withHints(hints(endpoint))
        .build();
  }

  private static @Nullable EndpointHints hints(EndpointSliceRecord.Endpoint endpoint) {
    if (endpoint.hintZones().isEmpty() && endpoint.hintNodes().isEmpty()) {
      return null;
    }
    EndpointHintsBuilder hints = new EndpointHintsBuilder();
    endpoint.hintZones().stream()
        .sorted()
        .forEach(zone -> hints.addNewForZone().withName(zone).endForZone());
    endpoint.hintNodes().stream()
        .sorted()
        .forEach(node -> hints.addNewForNode().withName(Renaming.node(node)).endForNode());
    return hints.build();
  }

  private static @Nullable String orNull(String text) {
    return text.isEmpty() ? null : text;
  }
}
