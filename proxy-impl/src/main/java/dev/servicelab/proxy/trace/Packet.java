package dev.servicelab.proxy.trace;

import dev.servicelab.proxy.net.IpFamily;
import dev.servicelab.state.Protocol;

/**
 * The first packet of a connection.
 *
 * @param origin where it comes from
 * @param source its source address
 * @param protocol its transport
 * @param destination where the client sends it
 * @param port the port there
 * @param inInterface the node's interface it comes in by; empty if none, or if nobody cares
 */
public record Packet(
    Origin origin,
    String source,
    Protocol protocol,
    String destination,
    int port,
    String inInterface) {

  /** A packet whose way in does not matter: pods are known by their addresses. */
  public Packet(Origin origin, String source, Protocol protocol, String destination, int port) {
    this(origin, source, protocol, destination, port, "");
  }

  /** The family of its addresses. */
  public IpFamily family() {
    return IpFamily.of(destination);
  }

  /** {@code TCP from 10.244.1.9 to 10.96.0.20:80}. */
  @Override
  public String toString() {
    return protocol + " from " + source + " to " + at(destination, port);
  }

  /** {@code 10.96.0.20:80}, {@code [fd00::1]:80}. */
  static String at(String ip, int port) {
    return IpFamily.of(ip) == IpFamily.IPV6 ? "[" + ip + "]:" + port : ip + ":" + port;
  }

  /** Where a packet enters netfilter. */
  public enum Origin {
    /** From a pod of this node, or from another machine. */
    NETWORK,
    /** From a process of the node itself. */
    NODE
  }
}
