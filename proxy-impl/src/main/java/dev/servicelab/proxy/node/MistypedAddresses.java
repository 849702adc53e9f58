package dev.servicelab.proxy.node;

import dev.servicelab.proxy.net.IpFamily;
import dev.servicelab.state.Changed;
import dev.servicelab.state.ClusterEvent;
import dev.servicelab.state.ClusterSnapshot;
import dev.servicelab.state.EndpointSliceRecord;
import dev.servicelab.state.EndpointSliceRecord.AddressType;
import dev.servicelab.state.EventSink;
import dev.servicelab.state.ObjectName;
import java.util.List;

/**
 * Tells the owners of EndpointSlices that hold addresses of another family than they say: the event
 * KubeProxyIncorrectIPVersion. The API server refuses such slices; manifests may hold anything.
 */
final class MistypedAddresses {
  private static final System.Logger LOG = System.getLogger(MistypedAddresses.class.getName());

  private final EventSink events;
  private ClusterSnapshot seen = ClusterSnapshot.empty();

  MistypedAddresses(EventSink events) {
    this.events = events;
  }

  /** Looks at what is new. Called for one state at a time. */
  void look(ClusterSnapshot cluster) {
    Changed.endpointSlices(seen, cluster).written().forEach(this::look);
    seen = cluster;
  }

  private void look(EndpointSliceRecord slice) {
    IpFamily family = slice.addressType() == AddressType.IPV4 ? IpFamily.IPV4 : IpFamily.IPV6;
    slice.endpoints().stream()
        .map(EndpointSliceRecord.Endpoint::addresses)
        .flatMap(List::stream)
        .filter(address -> IpFamily.of(address) != family)
        .forEach(address -> tell(slice, address));
  }

  private void tell(EndpointSliceRecord slice, String address) {
    ObjectName service = new ObjectName(slice.namespace(), slice.serviceName());
    String note = address + " in endpoints has incorrect IP version";
    LOG.log(System.Logger.Level.WARNING, "Service {0}: {1}", service, note);
    events.send(
        new ClusterEvent(
            "Service", service, true, "KubeProxyIncorrectIPVersion", "GatherEndpoints", note));
  }
}
