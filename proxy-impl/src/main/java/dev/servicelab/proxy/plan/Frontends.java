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
import java.util.stream.Stream;

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
    return service.type() == ServiceRecord.Type.EXTERNAL_NAME
        ? Optional.empty()
        : ofFamily(service.clusterIps()).findFirst();
  }

  /** All addresses of one port, ClusterIP first. */
  List<FrontendAddress> of(ServiceRecord service, String clusterIp, ServiceRecord.Port port) {
    List<FrontendAddress> addresses = new ArrayList<>();
    addresses.add(new ClusterIp(clusterIp, port.port()));
    ofFamily(service.externalIps()).forEach(ip -> addresses.add(new ExternalIp(ip, port.port())));
    List<String> balancers = loadBalancerIps(service);
    Clients clients = SourceRanges.of(service, family, nodeAddress, balancers);
    balancers.forEach(ip -> addresses.add(new LoadBalancerIp(ip, port.port(), clients)));
    if (port.nodePort() != 0) {
      addresses.add(new NodePort(port.nodePort()));
    }
    return addresses;
  }

  /** Not those of load balancers that proxy (KEP-1860) or that have a name only. */
  private List<String> loadBalancerIps(ServiceRecord service) {
    return ofFamily(
            service.loadBalancerIngress().stream()
                .filter(one -> !one.ip().isEmpty() && !one.proxyMode())
                .map(ServiceRecord.Ingress::ip)
                .toList())
        .toList();
  }

  private Stream<String> ofFamily(List<String> ips) {
    return ips.stream().filter(ip -> IpFamily.of(ip) == family).map(IpAddresses::canonical);
  }
}
