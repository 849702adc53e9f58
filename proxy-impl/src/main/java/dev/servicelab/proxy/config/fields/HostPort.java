package dev.servicelab.proxy.config.fields;

import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Addresses to listen on. */
final class HostPort {
  private HostPort() {}

  /**
   * Reads {@code 0.0.0.0:10256}, {@code [::]:10256}, {@code :10256} or an address alone.
   *
   * @throws IllegalArgumentException if it is none of these
   */
  static InetSocketAddress parse(String text, int defaultPort) {
    int colon = text.lastIndexOf(':');
    boolean bareIpv6 = text.indexOf(':') != colon && !text.startsWith("[");
    if (colon < 0 || bareIpv6 || text.endsWith("]")) {
      return new InetSocketAddress(literal(text), defaultPort);
    }
    int port = port(text.substring(colon + 1));
    String host = text.substring(0, colon);
    return host.isEmpty()
        ? new InetSocketAddress(port)
        : new InetSocketAddress(literal(host), port);
  }

  /**
   * An address; names are not looked up.
   *
   * @throws IllegalArgumentException if it is none
   */
  static InetAddress literal(String text) {
    try {
      return InetAddress.ofLiteral(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("is no IP address", e);
    }
  }

  private static int port(String text) {
    try {
      int port = Integer.parseInt(text);
      if (port >= 1 && port <= 65_535) {
        return port;
      }
      throw new IllegalArgumentException("port must be 1..65535");
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("has no port number after the colon", e);
    }
  }
}
