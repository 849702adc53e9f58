package dev.servicelab.proxy.trace;

import dev.servicelab.state.Protocol;

/**
 * The first packet of a connection.
 *
 * @param origin where it comes from
 * @param source its source address
 * @param protocol its transport
 * @param destination where the client sends it
 * @param port the port there
 */
public record Packet(
    Origin origin, String source, Protocol protocol, String destination, int port) {

  /** Where a packet enters netfilter. */
  public enum Origin {
    /** From a pod of this node, or from another machine. */
    NETWORK,
    /** From a process of the node itself. */
    NODE
  }
}
