package dev.servicelab.proxy.plan;

import dev.servicelab.state.Protocol;

/**
 * The unit a proxy works by: one port of one Service.
 *
 * @param namespace the Service's namespace
 * @param service the Service's name
 * @param port the port's name; empty if unnamed
 * @param protocol part of the identity, as one port name may serve TCP and UDP
 */
public record ServicePortName(String namespace, String service, String port, Protocol protocol)
    implements Comparable<ServicePortName> {
  @Override
  public int compareTo(ServicePortName other) {
    int order = namespace.compareTo(other.namespace);
    order = order == 0 ? service.compareTo(other.service) : order;
    order = order == 0 ? port.compareTo(other.port) : order;
    return order == 0 ? protocol.compareTo(other.protocol) : order;
  }

  /**
   * kube-proxy's spelling, which chain names and comments are made of: {@code namespace/name:port},
   * without the colon if the port has no name, and never with the protocol.
   */
  @Override
  public String toString() {
    String name = namespace + "/" + service;
    return port.isEmpty() ? name : name + ":" + port;
  }
}
