package dev.servicelab.proxy.plan;

import dev.servicelab.proxy.net.IpAddresses;
import dev.servicelab.proxy.plan.Endpoint.Hint;
import dev.servicelab.state.EndpointSliceRecord;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Finds the endpoints of a Service port in the slices of the Service: their ports say by name and
 * protocol which Service port they are for.
 */
final class EndpointIndex {
  private final List<EndpointSliceRecord> slices;
  private final Here here;

  /**
   * The endpoints of one Service.
   *
   * @param slices those of one family that belong to it, in the snapshot's order
   */
  EndpointIndex(List<EndpointSliceRecord> slices, Here here) {
    this.slices = slices;
    this.here = here;
  }

  /** The endpoints of one port, sorted by their text form as kube-proxy sorts them. */
  List<Endpoint> of(ServicePortName name) {
    Map<String, Endpoint> endpoints = new TreeMap<>();
    for (EndpointSliceRecord slice : slices) {
      for (EndpointSliceRecord.Port port : slice.ports()) {
        if (port.name().equals(name.port()) && port.protocol() == name.protocol()) {
          for (EndpointSliceRecord.Endpoint endpoint : slice.endpoints()) {
            add(endpoints, slice, endpoint, port.port());
          }
        }
      }
    }
    return List.copyOf(endpoints.values());
  }

  /** While a pod moves between slices it may be in two; the entry that knows the node wins. */
  private void add(
      Map<String, Endpoint> endpoints,
      EndpointSliceRecord slice,
      EndpointSliceRecord.Endpoint endpoint,
      int port) {
    if (endpoint.addresses().isEmpty()) {
      return;
    }
    boolean local = endpoint.nodeName().equals(here.name());
    Endpoint made =
        new Endpoint(
            IpAddresses.canonical(endpoint.addresses().getFirst()),
            port,
            endpoint.ready(),
            endpoint.serving(),
            endpoint.terminating(),
            local,
            hint(endpoint.hintNodes(), here.name()),
            hint(endpoint.hintZones(), here.zone()),
            slice.name());
    if (local) {
      endpoints.put(made.toString(), made);
    } else {
      endpoints.putIfAbsent(made.toString(), made);
    }
  }

  private static Hint hint(Set<String> wanted, String ours) {
    if (wanted.isEmpty()) {
      return Hint.NONE;
    }
    return wanted.contains(ours) ? Hint.USE : Hint.LEAVE;
  }
}
