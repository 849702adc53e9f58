package dev.servicelab.dns.chain;

import dev.servicelab.dns.corefile.Directive;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import org.xbill.DNS.Address;

/** Reads listening addresses as Corefiles write them. */
public final class Addresses {

  private Addresses() {}

  /**
   * The address that is a directive's only argument: {@code :8080}, {@code localhost:9153}, {@code
   * 127.0.0.1:53}, {@code [::1]:53}; without a host, all addresses.
   *
   * @param absent the address of a directive without argument
   * @throws dev.servicelab.dns.corefile.CorefileException if it is no such thing, or there is more
   *     than one
   */
  public static InetSocketAddress listen(Directive directive, InetSocketAddress absent) {
    directive.requireArguments(0, 1);
    if (directive.arguments().isEmpty()) {
      return absent;
    }
    String text = directive.arguments().getFirst();
    try {
      return parse(text);
    } catch (IllegalArgumentException e) {
      throw directive.error("'" + text + "' is not an address: " + e.getMessage());
    }
  }

  /**
   * The same for command lines.
   *
   * @throws IllegalArgumentException if it is not {@code HOST:PORT}
   */
  public static InetSocketAddress parse(String text) {
    int colon = text.lastIndexOf(':');
    if (colon < 0) {
      throw new IllegalArgumentException("expected ADDRESS:PORT");
    }
    int port = port(text.substring(colon + 1));
    String host = text.substring(0, colon);
    if (host.isEmpty()) {
      return new InetSocketAddress(port);
    }
    if (host.equals("localhost")) {
      return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }
    return new InetSocketAddress(InetAddress.ofLiteral(unbracket(host)), port);
  }

  /**
   * The address that a text is; empty if it is none. Stricter than {@link InetAddress#ofLiteral},
   * to which {@code 10} and {@code 1.2.3} are addresses.
   */
  public static Optional<InetAddress> literal(String text) {
    int family = text.indexOf(':') < 0 ? Address.IPv4 : Address.IPv6;
    byte[] bytes = Address.toByteArray(text, family);
    try {
      return bytes == null ? Optional.empty() : Optional.of(InetAddress.getByAddress(bytes));
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }

  /** {@code ADDRESS:PORT} with an IPv6 address in brackets; {@code :PORT} for all addresses. */
  public static String text(InetSocketAddress address) {
    if (address.getAddress().isAnyLocalAddress()) {
      return ":" + address.getPort();
    }
    String host = address.getAddress().getHostAddress();
    return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + address.getPort();
  }

  private static String unbracket(String host) {
    return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
  }

  private static int port(String digits) {
    try {
      int port = Integer.parseInt(digits);
      if (port >= 0 && port <= 65535) {
        return port;
      }
    } catch (NumberFormatException e) {
      // falls through to the one message for every bad port
    }
    throw new IllegalArgumentException("'" + digits + "' is not a port");
  }
}
