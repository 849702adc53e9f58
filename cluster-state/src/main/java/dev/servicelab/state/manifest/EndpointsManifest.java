package dev.servicelab.state.manifest;

import dev.servicelab.state.EndpointSliceRecord;
import dev.servicelab.state.EndpointSliceRecord.AddressType;
import dev.servicelab.state.EndpointSliceRecord.Endpoint;
import dev.servicelab.state.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads the older {@code v1.Endpoints} into slices, one per subset and address family, as the
 * EndpointSliceMirroring controller does: the slice belongs to the Service of the same name.
 */
final class EndpointsManifest {
  private EndpointsManifest() {}

  static List<EndpointSliceRecord> read(YamlNode object) {
    List<EndpointSliceRecord> slices = new ArrayList<>();
    for (YamlNode subset : object.field("subsets").items()) {
      for (AddressType family : AddressType.values()) {
        List<Endpoint> endpoints = endpoints(subset, family);
        if (!endpoints.isEmpty()) {
          slices.add(slice(object, subset, family, endpoints, slices.size()));
        }
      }
    }
    return slices;
  }

  private static EndpointSliceRecord slice(
      YamlNode object, YamlNode subset, AddressType family, List<Endpoint> endpoints, int index) {
    String name = Manifests.name(object);
    return new EndpointSliceRecord(
        Manifests.namespace(object),
        name + "-" + index,
        name,
        Map.copyOf(Manifests.labels(object)),
        "",
        "",
        family,
        SliceManifest.ports(subset.field("ports")),
        endpoints);
  }

  private static List<Endpoint> endpoints(YamlNode subset, AddressType family) {
    List<Endpoint> endpoints = new ArrayList<>();
    subset.field("addresses").items().forEach(one -> add(endpoints, one, family, true));
    subset.field("notReadyAddresses").items().forEach(one -> add(endpoints, one, family, false));
    return endpoints;
  }

  private static void add(
      List<Endpoint> endpoints, YamlNode one, AddressType family, boolean ready) {
    String address = one.field("ip").parsed(Manifests::address);
    if (address.contains(":") == (family == AddressType.IPV6)) {
      endpoints.add(
          new Endpoint(
              List.of(address),
              ready,
              ready,
              false,
              one.field("hostname").text(""),
              one.field("nodeName").text(""),
              "",
              Set.of(),
              Set.of(),
              SliceManifest.targetPod(one.field("targetRef"))));
    }
  }
}
