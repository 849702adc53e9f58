package dev.servicelab.state.generated;

import dev.servicelab.state.EndpointSliceRecord;
import dev.servicelab.state.EndpointSliceRecord.AddressType;
import dev.servicelab.state.EndpointSliceRecord.Endpoint;
import dev.servicelab.state.EndpointSliceRecord.Port;
import dev.servicelab.state.Protocol;
import dev.servicelab.state.ServiceRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes a Service's EndpointSlices up: for both families, whichever the Service has. */
final class RandomSlices {
  private static final String SERVICE_NAME = "kubernetes.io/service-name";
  private static final List<Integer> TARGET_PORTS = List.of(53, 80, 8080, 8443, 65_535);

  private final Dice dice;
  private final RandomEndpoints endpoints;

  RandomSlices(Dice dice) {
    this.dice = dice;
    this.endpoints = new RandomEndpoints(dice);
  }

  /** None to three slices for each family; sometimes the same endpoint in two of them. */
  List<EndpointSliceRecord> of(ServiceRecord service) {
    List<EndpointSliceRecord> slices = new ArrayList<>();
    for (AddressType type : AddressType.values()) {
      slices.addAll(ofOneFamily(service, type));
    }
    return slices;
  }

  /** A slice that belongs to no Service: none that exists has its name. */
  EndpointSliceRecord ofNobody() {
    List<Port> ports = List.of(new Port("", Protocol.TCP, 80));
    List<Endpoint> all = endpoints.some(AddressType.IPV4);
    Map<String, String> labels = dice.chance(50) ? Map.of() : Map.of(SERVICE_NAME, "gone");
    return slice("default", "stray", labels, AddressType.IPV4, ports, all);
  }

  private List<EndpointSliceRecord> ofOneFamily(ServiceRecord service, AddressType type) {
    List<EndpointSliceRecord> slices = new ArrayList<>();
    List<Endpoint> all = dice.chance(90) ? endpoints.some(type) : List.of();
    List<Port> ports = ports(service);
    int count = dice.chance(65) ? 1 : dice.between(0, 3);
    for (int index = 0; index < count; index++) {
      List<Endpoint> part = part(all, index, count);
      // Slices differ in their ports where pods give a named port different numbers.
      List<Port> own = dice.chance(15) ? ports(service) : ports;
      String name = service.name() + (type == AddressType.IPV4 ? "-a" : "-b") + index;
      slices.add(slice(service.namespace(), name, labels(service), type, own, part));
    }
    return slices;
  }

  /** Every n-th endpoint; the first of all may be in the other slices, too, as while it moves. */
  private List<Endpoint> part(List<Endpoint> all, int index, int count) {
    List<Endpoint> part = new ArrayList<>();
    for (int at = index; at < all.size(); at += count) {
      part.add(all.get(at));
    }
    if (index > 0 && !all.isEmpty() && dice.chance(40)) {
      part.add(all.getFirst());
    }
    return part;
  }

  /** A port for most of the Service's; sometimes in another protocol, which then does not count. */
  private List<Port> ports(ServiceRecord service) {
    List<Port> ports = new ArrayList<>();
    for (ServiceRecord.Port port : service.ports()) {
      Protocol protocol = dice.chance(4) ? Protocol.SCTP : port.protocol();
      if (dice.chance(94)) {
        ports.add(new Port(port.name(), protocol, dice.one(TARGET_PORTS)));
      }
    }
    return ports;
  }

  private static Map<String, String> labels(ServiceRecord service) {
    Map<String, String> labels = new HashMap<>(service.labels());
    labels.put(SERVICE_NAME, service.name());
    return labels;
  }

  private static EndpointSliceRecord slice(
      String namespace,
      String name,
      Map<String, String> labels,
      AddressType type,
      List<Port> ports,
      List<Endpoint> endpoints) {
    String service = labels.getOrDefault(SERVICE_NAME, "");
    return new EndpointSliceRecord(
        namespace, name, service, labels, "", "", type, ports, endpoints);
  }
}
