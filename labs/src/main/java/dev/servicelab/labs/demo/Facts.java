package dev.servicelab.labs.demo;

import java.net.InetSocketAddress;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * Everything one reply tells.
 *
 * @param who the pod that answers
 * @param client the address and port that the request came from, as this pod sees it: after any
 *     masquerading
 * @param server the address and port that the request arrived at: after the Service's address was
 *     replaced
 * @param uri the request as the article's nginx prints it, {@code METHOD host path}; what was sent,
 *     for an echo
 */
record Facts(DemoIdentity who, String client, String server, String uri) {

  // A fixed offset instead of "Z", because that is what the article's output shows.
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssxxx");

  /** The facts in the wanted shape, ending with a line feed. */
  String in(ReplyFormat format) {
    return switch (format) {
      case LINE ->
          "pod %s on %s: client %s, server %s%n"
              .formatted(who.pod(), orNone(who.node()), client, server);
      case JSON -> json();
      case SRV ->
          "srv : %s\nhost: %s\nuri : %s\ndate: %s\n".formatted(server, who.pod(), uri, now());
    };
  }

  private String json() {
    StringBuilder json = new StringBuilder(256).append('{');
    field(json, "pod", who.pod());
    field(json, "namespace", who.namespace());
    field(json, "node", who.node());
    field(json, "podIp", who.podIp());
    field(json, "client", client);
    field(json, "server", server);
    field(json, "uri", uri);
    field(json, "date", now());
    json.setCharAt(json.length() - 1, '}');
    return json.append('\n').toString();
  }

  private static void field(StringBuilder json, String name, String value) {
    json.append('"').append(name).append("\":\"");
    value.chars().forEach(c -> escape(json, (char) c));
    json.append("\",");
  }

  /** Escapes as RFC 8259 section 7 asks: quotation mark, reverse solidus and control characters. */
  private static void escape(StringBuilder json, char c) {
    if (c == '"' || c == '\\') {
      json.append('\\').append(c);
    } else if (c < 0x20) {
      json.append("\\u%04x".formatted((int) c));
    } else {
      json.append(c);
    }
  }

  private static String now() {
    return DATE.format(OffsetDateTime.now(ZoneOffset.UTC));
  }

  private static String orNone(String value) {
    return value.isEmpty() ? "an unknown node" : value;
  }

  /** {@code address:port}, with an IPv6 address in brackets (RFC 3986 section 3.2.2). */
  static String text(InetSocketAddress address) {
    String host = address.getAddress().getHostAddress();
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort();
  }
}
