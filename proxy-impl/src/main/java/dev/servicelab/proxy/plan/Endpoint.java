package dev.servicelab.proxy.plan;

import dev.servicelab.proxy.net.IpFamily;

/**
 * A backend of one Service port.
 *
 * @param ip its address
 * @param port its port
 * @param ready whether it should get new connections
 * @param serving whether it answers, even while terminating. KEP-1672.
 * @param terminating whether its pod is being deleted
 * @param local whether it runs on this node
 */
public record Endpoint(
    String ip, int port, boolean ready, boolean serving, boolean terminating, boolean local) {

  /** {@code 10.244.1.2:80}, or {@code [fd00::2]:80}. */
  @Override
  public String toString() {
    return IpFamily.of(ip) == IpFamily.IPV6 ? "[" + ip + "]:" + port : ip + ":" + port;
  }
}
