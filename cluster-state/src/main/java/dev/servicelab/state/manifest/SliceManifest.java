package dev.servicelab.state.manifest;

import static dev.servicelab.state.manifest.Manifests.PROTOCOLS;

import dev.servicelab.state.EndpointSliceRecord;
import dev.servicelab.state.EndpointSliceRecord.AddressType;
import dev.servicelab.state.EndpointSliceRecord.Endpoint;
import dev.servicelab.state.EndpointSliceRecord.Port;
import dev.servicelab.state.Protocol;
import dev.servicelab.state.yaml.YamlNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads a {@code discovery.k8s.io/v1} EndpointSlice. */
final class SliceManifest {
  private static final String SERVICE_NAME = "kubernetes.io/service-name";
  private static final String TRIGGER_TIME = "endpoints.kubernetes.io/last-change-trigger-time";
  private static final Map<String, Optional<AddressType>> ADDRESS_TYPES =
      Map.of(
          "IPv4", Optional.of(AddressType.IPV4),
          "IPv6", Optional.of(AddressType.IPV6),
          "FQDN", Optional.empty());

  private SliceManifest() {}

  /** The slice; empty for address type FQDN, which neither proxies nor DNS use. */
  static Optional<EndpointSliceRecord> read(YamlNode object) {
    YamlNode addressType = object.field("addressType");
    addressType.text();
    return addressType
        .choice(ADDRESS_TYPES, Optional.empty())
        .map(
            type ->
                new EndpointSliceRecord(
                    Manifests.namespace(object),
                    Manifests.name(object),
                    Manifests.labels(object).getOrDefault(SERVICE_NAME, ""),
                    Manifests.labels(object),
                    "",
                    object.field("metadata").field("annotations").field(TRIGGER_TIME).text(""),
                    type,
                    ports(object.field("ports")),
                    object.field("endpoints").items().stream()
                        .map(SliceManifest::endpoint)
                        .toList()));
  }

  /** Ports as {@link EndpointSliceRecord} wants them; shared with the older Endpoints kind. */
  static List<Port> ports(YamlNode list) {
    List<Port> ports = new ArrayList<>();
    for (YamlNode port : list.items()) {
      int number = port.field("port").number(0, 0, 65_535);
      if (number != 0) {
        Protocol protocol = port.field("protocol").choice(PROTOCOLS, Protocol.TCP);
        ports.add(new Port(port.field("name").text(""), protocol, number));
      }
    }
    return ports;
  }

  private static Endpoint endpoint(YamlNode endpoint) {
    YamlNode addresses = endpoint.field("addresses");
    if (addresses.items().isEmpty()) {
      throw addresses.wrong("needs at least one address");
    }
    YamlNode conditions = endpoint.field("conditions");
    YamlNode hints = endpoint.field("hints");
    return new Endpoint(
        addresses.items().stream().map(item -> item.parsed(Manifests::address)).toList(),
        conditions.field("ready").flag(true),
        conditions.field("serving").flag(true),
        conditions.field("terminating").flag(false),
        endpoint.field("hostname").text(""),
        endpoint.field("nodeName").text(""),
        endpoint.field("zone").text(""),
        names(hints.field("forZones")),
        names(hints.field("forNodes")),
        targetPod(endpoint.field("targetRef")));
  }

  /** The Pod a {@code targetRef} names; empty if it names something else. */
  static String targetPod(YamlNode targetRef) {
    return targetRef.field("kind").text("").equals("Pod") ? targetRef.field("name").text("") : "";
  }

  private static Set<String> names(YamlNode list) {
    Set<String> names = new HashSet<>();
    list.items().forEach(item -> names.add(item.field("name").text()));
    return names;
  }
}
