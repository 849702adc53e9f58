package dev.servicelab.proxy.rules.iptables.render;

import dev.servicelab.proxy.plan.Endpoint;
import dev.servicelab.proxy.plan.FrontendAddress;
import dev.servicelab.proxy.plan.ServicePortName;
import dev.servicelab.proxy.rules.iptables.Cause;

/** Which field of which object asked for the rules of one Service port, or for those of a node. */
public final class Causes {
  public static final Cause MASQUERADE_ALL = configuration("iptables.masqueradeAll");
  public static final Cause DETECT_LOCAL = configuration("detectLocalMode");
  static final Cause MASQUERADE_BIT = configuration("iptables.masqueradeBit");
  static final Cause NODE_PORT_ADDRESSES = configuration("nodePortAddresses");
  static final Cause LOCALHOST_NODE_PORTS = configuration("iptables.localhostNodePorts");
  static final Cause BE_LIBERAL = configuration("conntrack.tcpBeLiberal");

  private final String namespace;
  private final String service;
  private final String nodePort;

  /** The causes of one port's rules. */
  public Causes(ServicePortName name) {
    this.namespace = name.namespace();
    this.service = "Service " + name.namespace() + "/" + name.service();
    this.nodePort = "spec.ports[" + name.port() + "].nodePort";
  }

  /** The field that names an address. */
  Cause of(FrontendAddress address) {
    return service(
        switch (address) {
          case FrontendAddress.ClusterIp _ -> "spec.clusterIP";
          case FrontendAddress.ExternalIp _ -> "spec.externalIPs";
          case FrontendAddress.LoadBalancerIp _ -> "status.loadBalancer.ingress";
          case FrontendAddress.NodePort _ -> nodePort;
        });
  }

  /** A field of the Service itself. */
  public Cause service(String field) {
    return new Cause(service, field);
  }

  Cause of(Endpoint endpoint) {
    return new Cause(
        "EndpointSlice " + namespace + "/" + endpoint.slice(), "endpoints[].addresses");
  }

  private static Cause configuration(String field) {
    return new Cause("KubeProxyConfiguration", field);
  }
}
