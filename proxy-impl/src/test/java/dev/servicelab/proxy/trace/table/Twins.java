package dev.servicelab.proxy.trace.table;

import dev.servicelab.state.ClusterSnapshot;
import dev.servicelab.state.EndpointSliceRecord;
import dev.servicelab.state.EndpointSliceRecord.AddressType;
import dev.servicelab.state.EndpointSliceRecord.Endpoint;
import dev.servicelab.state.NodeRecord;
import dev.servicelab.state.ServiceRecord;
import dev.servicelab.state.ServiceRecord.Ingress;

/** The same cluster in IPv6: every address becomes its twin. */
final class Twins {
  private final Addresses addresses;

  Twins(Addresses addresses) {
    this.addresses = addresses;
  }

  ClusterSnapshot of(ClusterSnapshot cluster) {
    return new ClusterSnapshot(
        cluster.revision(),
        cluster.services().stream().map(this::service).toList(),
        cluster.endpointSlices().stream().map(this::slice).toList(),
        cluster.nodes().stream().map(this::node).toList(),
        cluster.namespaces(),
        cluster.pods());
  }

  private ServiceRecord service(ServiceRecord old) {
    return new ServiceRecord(
        old.namespace(),
        old.name(),
        old.labels(),
        old.resourceVersion(),
        old.type(),
        old.clusterIps().stream().map(addresses::inFamily).toList(),
        old.headless(),
        old.externalIps().stream().map(addresses::inFamily).toList(),
        old.externalName(),
        old.ports(),
        old.sessionAffinitySeconds(),
        old.internalTrafficPolicy(),
        old.externalTrafficPolicy(),
        old.loadBalancerIngress().stream()
            .map(one -> new Ingress(addresses.inFamily(one.ip()), one.hostname(), one.proxyMode()))
            .toList(),
        old.loadBalancerSourceRanges().stream().map(addresses::rangeInFamily).toList(),
        old.healthCheckNodePort(),
        old.publishNotReadyAddresses());
  }

  private EndpointSliceRecord slice(EndpointSliceRecord old) {
    return old.with(AddressType.IPV6, old.endpoints().stream().map(this::endpoint).toList());
  }

  private Endpoint endpoint(Endpoint old) {
    return new Endpoint(
        old.addresses().stream().map(addresses::inFamily).toList(),
        old.ready(),
        old.serving(),
        old.terminating(),
        old.hostname(),
        old.nodeName(),
        old.zone(),
        old.hintZones(),
        old.hintNodes(),
        old.targetPod());
  }

  private NodeRecord node(NodeRecord old) {
    return new NodeRecord(
        old.name(),
        old.labels(),
        old.internalIps().stream().map(addresses::inFamily).toList(),
        old.podCidrs(),
        old.leaving());
  }
}
