package dev.servicelab.state.json;

import dev.servicelab.state.EndpointSliceRecord;
import dev.servicelab.state.EndpointSliceRecord.AddressType;
import dev.servicelab.state.EndpointSliceRecord.Endpoint;
import dev.servicelab.state.EndpointSliceRecord.Port;
import dev.servicelab.state.Protocol;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A {@code discovery.k8s.io/v1} EndpointSlice; none of address type FQDN, which neither proxies nor
 * DNS use.
 */
public final class SliceReader implements RecordReader<EndpointSliceRecord> {
  private static final String SERVICE_NAME = "kubernetes.io/service-name";

  private String addressType = "";
  private final List<Port> ports = new ArrayList<>();
  private final List<Endpoint> endpoints = new ArrayList<>();

  @Override
  public void field(String name, Json json) throws IOException {
    switch (name) {
      case "addressType" -> addressType = json.text();
      case "ports" -> json.array(() -> port(json).ifPresent(ports::add));
      case "endpoints" ->
          json.array(
              () -> {
                EndpointReader endpoint = new EndpointReader();
                json.object(field -> endpoint.field(field, json));
                endpoints.add(endpoint.record());
              });
      default -> {}
    }
  }

  @Override
  public Optional<EndpointSliceRecord> record(Metadata metadata) {
    return addressType().map(type -> record(metadata, type));
  }

  private EndpointSliceRecord record(Metadata metadata, AddressType type) {
    return new EndpointSliceRecord(
        metadata.namespace(),
        metadata.name(),
        metadata.labels().getOrDefault(SERVICE_NAME, ""),
        metadata.labels(),
        metadata.resourceVersion(),
        metadata.triggerTime(),
        type,
        ports,
        endpoints);
  }

  private Optional<AddressType> addressType() {
    return switch (addressType) {
      case "IPv4" -> Optional.of(AddressType.IPV4);
      case "IPv6" -> Optional.of(AddressType.IPV6);
      default -> Optional.empty();
    };
  }

  /** Empty for a port without a number. */
  private static Optional<Port> port(Json json) throws IOException {
    var port =
        new Object() {
          private String name = "";
          private Protocol protocol = Protocol.TCP;
          private int number;
        };
    json.object(
        field -> {
          switch (field) {
            case "name" -> port.name = json.sharedText();
            case "protocol" -> port.protocol = Transport.of(json.text());
            case "port" -> port.number = json.number();
            default -> {}
          }
        });
    return port.number == 0
        ? Optional.empty()
        : Optional.of(new Port(port.name, port.protocol, port.number));
  }
}
