package dev.servicelab.proxy.plan;

import dev.servicelab.proxy.net.IpFamily;
import dev.servicelab.state.EndpointSliceRecord;
import dev.servicelab.state.EndpointSliceRecord.AddressType;
import dev.servicelab.state.ObjectName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Finds the endpoints of a Service port: slices say by label which Service they belong to, their
 * ports say by name and protocol which Service port.
 */
final class EndpointIndex {
  private final Map<ObjectName, List<EndpointSliceRecord>> slices = new HashMap<>();
  private final String nodeName;

  EndpointIndex(List<EndpointSliceRecord> all, IpFamily family, String nodeName) {
    this.nodeName = nodeName;
    AddressType type = family == IpFamily.IPV4 ? AddressType.IPV4 : AddressType.IPV6;
    for (EndpointSliceRecord slice : all) {
      if (slice.addressType() == type && !slice.serviceName().isEmpty()) {
        ObjectName service = new ObjectName(slice.namespace(), slice.serviceName());
        slices.computeIfAbsent(service, key -> new ArrayList<>()).add(slice);
      }
    }
  }

  /** The endpoints, sorted by their text form. */
  List<Endpoint> of(ServicePortName name) {
    ObjectName service = new ObjectName(name.namespace(), name.service());
    Map<String, Endpoint> endpoints = new TreeMap<>();
    for (EndpointSliceRecord slice : slices.getOrDefault(service, List.of())) {
      for (EndpointSliceRecord.Port port : slice.ports()) {
        if (port.name().equals(name.port()) && port.protocol() == name.protocol()) {
          slice.endpoints().forEach(endpoint -> add(endpoints, endpoint, port.port()));
        }
      }
    }
    return List.copyOf(endpoints.values());
  }

  /** While a pod moves between slices it may be in two; the entry that knows the node wins. */
  private void add(
      Map<String, Endpoint> endpoints, EndpointSliceRecord.Endpoint endpoint, int port) {
    if (endpoint.addresses().isEmpty()) {
      return;
    }
    boolean local = endpoint.nodeName().equals(nodeName);
    Endpoint made =
        new Endpoint(
            endpoint.addresses().getFirst(),
            port,
            endpoint.ready(),
            endpoint.serving(),
            endpoint.terminating(),
            local);
    if (local) {
      endpoints.put(made.toString(), made);
    } else {
      endpoints.putIfAbsent(made.toString(), made);
    }
  }
}
