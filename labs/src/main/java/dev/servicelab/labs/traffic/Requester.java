package dev.servicelab.labs.traffic;

import java.util.Optional;

/**
 * Somebody who can send requests to the demo application: a pod, a node's own network, or a machine
 * outside.
 */
public interface Requester {

  /** Who it is, in the reader's words. */
  String name();

  /** The name of the node that its packets come to first; none for a machine outside. */
  Optional<String> node();

  /**
   * Asks a number of times, one after the other, each on a new connection. After a request that
   * nobody answers the rest is given up, because each of them might take as long as a connection
   * takes to time out.
   *
   * @param host an address or a name
   * @param port a TCP port
   * @param count how often, at least 1
   */
  Replies ask(String host, int port, int count);

  /**
   * Opens one connection, and closes it again if somebody accepts it.
   *
   * @param host an address
   * @param port a TCP port
   * @throws AssertionError if it could not even be tried
   */
  Knock knock(String host, int port);
}
