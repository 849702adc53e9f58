package dev.servicelab.proxy.plan;

import dev.servicelab.proxy.net.IpAddresses;
import dev.servicelab.proxy.net.IpFamily;
import dev.servicelab.proxy.plan.FrontendAddress.ClusterIp;
import dev.servicelab.proxy.plan.FrontendAddress.ExternalIp;
import dev.servicelab.proxy.plan.FrontendAddress.LoadBalancerIp;
import dev.servicelab.proxy.plan.FrontendAddress.NodePort;
import dev.servicelab.state.ServiceRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where clients reach a Service in one address family. */
final class Frontends {
  private final IpFamily family;
  private final String nodeAddress;

  /**
   * The frontends of one family.
   *
   * @param nodeAddress the node's own address, which source ranges may name
   */
  Frontends(IpFamily family, String nodeAddress) {
    this.family = family;
    this.nodeAddress = nodeAddress;
  }

  /**
   * The virtual address of a family. Empty for headless and ExternalName Services, and for Services
   * of the other family only: a proxy has nothing to do for them.
   */
  Optional<String> clusterIp(ServiceRecord service) {
    if (service.type() != ServiceRecord.Type.EXTERNAL_NAME) {
      for (String ip : service.clusterIps()) {
        if (IpFamily.of(ip) == family) {
          return Optional.of(IpAddresses.canonical(ip));
        }
      }
    }
    return Optional.empty();
  }

  /** All addresses of one port, ClusterIP first. */
  List<FrontendAddress> of(ServiceRecord service, String clusterIp, ServiceRecord.Port port) {
    List<FrontendAddress> addresses = new ArrayList<>(2);
    addresses.add(new ClusterIp(clusterIp, port.port()));
    for (String ip : service.externalIps()) {
      if (IpFamily.of(ip) == family) {
        addresses.add(new ExternalIp(IpAddresses.canonical(ip), port.port()));
      }
    }
    if (!service.loadBalancerIngress().isEmpty()) {
      addLoadBalancers(addresses, service, port);
    }
    if (port.nodePort() != 0) {
      addresses.add(new NodePort(port.nodePort()));
    }
    return addresses;
  }

  /** Not those of load balancers that proxy (KEP-1860) or that have a name only. */
  private void addLoadBalancers(
      List<FrontendAddress> addresses, ServiceRecord service, ServiceRecord.Port port) {
    List<String> ips =
        service.loadBalancerIngress().stream()
            .filter(one -> !one.ip().isEmpty() && !one.proxyMode())
            .map(ServiceRecord.Ingress::ip)
            .filter(ip -> IpFamily.of(ip) == family)
            .map(IpAddresses::canonical)
            .toList();
    Clients clients = SourceRanges.of(service, family, nodeAddress, ips);
    ips.forEach(ip -> addresses.add(new LoadBalancerIp(ip, port.port(), clients)));
  }
}
