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
 * @param nodeHint whether clients on this node should use it
 * @param zoneHint whether clients in this zone should use it
 * @param slice the name of the EndpointSlice that tells of it, in the Service's namespace
 */
public record Endpoint(
    String ip,
    int port,
    boolean ready,
    boolean serving,
    boolean terminating,
    boolean local,
    Hint nodeHint,
    Hint zoneHint,
    String slice) {

  /** What an endpoint's hints say to this node. KEP-2433, KEP-4444. */
  public enum Hint {
    /** Nothing. */
    NONE,
    /** Use it. */
    USE,
    /** It is for others. */
    LEAVE
  }

  /** Whether it may get connections if there is nobody better: it answers while it terminates. */
  boolean lastResort() {
    return !ready && serving && terminating;
  }

  /** {@code 10.244.1.2:80}, or {@code [fd00::2]:80}. */
  @Override
  public String toString() {
    return IpFamily.of(ip) == IpFamily.IPV6 ? "[" + ip + "]:" + port : ip + ":" + port;
  }
}
