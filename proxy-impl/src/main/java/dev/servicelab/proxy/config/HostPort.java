package dev.servicelab.proxy.config;

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
      return new InetSocketAddress(InetAddress.ofLiteral(text), defaultPort);
    }
    try {
      int port = Integer.parseInt(text.substring(colon + 1));
      String host = text.substring(0, colon);
      return host.isEmpty()
          ? new InetSocketAddress(port)
          : new InetSocketAddress(InetAddress.ofLiteral(host), port);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("has no port number after the colon", e);
    }
  }
}
