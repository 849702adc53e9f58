package dev.servicelab.proxy.plan;

/** Where clients reach a Service port. */
public sealed interface FrontendAddress {

  /** The port clients use. */
  int port();

  /** The Service's own virtual address: for clients in the cluster. */
  record ClusterIp(String ip, int port) implements FrontendAddress {}

  /** An address in {@code spec.externalIPs}. */
  record ExternalIp(String ip, int port) implements FrontendAddress {}

  /**
   * An address in {@code status.loadBalancer} that nodes answer for.
   *
   * @param clients who may come; everybody else is left without an answer
   */
  record LoadBalancerIp(String ip, int port, Clients clients) implements FrontendAddress {}

  /** A port at every address of every node. */
  record NodePort(int port) implements FrontendAddress {}
}
