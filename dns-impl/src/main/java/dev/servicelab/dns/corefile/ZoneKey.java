package dev.servicelab.dns.corefile;

import java.util.OptionalInt;

/**
 * One address of a server block: {@code [SCHEME://]ZONE[:PORT]}.
 *
 * @param zone the zone as written: a name such as {@code cluster.local} or {@code .}, or a network
 *     such as {@code 10.96.0.0/12}
 * @param port the port, empty if none was written
 */
public record ZoneKey(String zone, OptionalInt port) {

  private static final String DNS = "dns://";

  /**
   * Reads one key.
   *
   * @throws CorefileException if the scheme is not plain DNS or the port is no port
   */
  static ZoneKey parse(String text, Position at) {
    String rest = text.startsWith(DNS) ? text.substring(DNS.length()) : text;
    if (rest.contains("://")) {
      throw new CorefileException(
          at, "'" + text + "': only dns:// is served, not " + rest.substring(0, rest.indexOf(':')));
    }
    int colon = rest.lastIndexOf(':');
    // An IPv6 network has colons of its own; its port, if any, follows the prefix length.
    boolean hasPort =
        colon >= 0
            && (rest.indexOf(':') == colon || rest.indexOf('/') < colon)
            && !isBareIpv6(rest);
    String zone = hasPort ? rest.substring(0, colon) : rest;
    OptionalInt port =
        hasPort ? OptionalInt.of(port(rest.substring(colon + 1), text, at)) : OptionalInt.empty();
    return new ZoneKey(zone.isEmpty() ? "." : zone, port);
  }

  private static boolean isBareIpv6(String text) {
    return text.indexOf(':') != text.lastIndexOf(':') && text.indexOf('/') < 0;
  }

  private static int port(String digits, String key, Position at) {
    try {
      int port = Integer.parseInt(digits);
      if (port >= 0 && port <= 65535) {
        return port;
      }
    } catch (NumberFormatException e) {
      // falls through to the one message for every bad port
    }
    throw new CorefileException(at, "'" + key + "': '" + digits + "' is not a port");
  }
}
