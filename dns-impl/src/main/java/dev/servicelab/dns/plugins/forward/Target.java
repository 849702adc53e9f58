package dev.servicelab.dns.plugins.forward;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;

/** Where a Corefile forwards to. */
sealed interface Target {

  /** The port there. */
  int port();

  /** How to encrypt. */
  Security security();

  /**
   * Given by its address.
   *
   * @param address without a port
   */
  record Address(InetAddress address, int port, Security security) implements Target {
    InetSocketAddress socket() {
      return new InetSocketAddress(address, port);
    }
  }

  /**
   * Given by its name, which is resolved when the server starts.
   *
   * @param name the name, as written
   */
  record Host(String name, int port, Security security) implements Target {}

  /**
   * Whether and how to encrypt.
   *
   * @param tls whether
   * @param serverName the name its certificate has to have, as written behind {@code %}
   */
  record Security(boolean tls, Optional<String> serverName) {
    static final Security PLAIN = new Security(false, Optional.empty());
  }
}
