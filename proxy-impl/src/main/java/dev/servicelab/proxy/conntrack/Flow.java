package dev.servicelab.proxy.conntrack;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A connection in the kernel's table, as far as a Service is concerned. Addresses are {@code
 * ip:port}; a connection that was not translated has {@code replySource} equal to {@code
 * destination}.
 *
 * @param destination where the client sent it
 * @param replySource who answers, or would
 */
record Flow(Peer destination, Peer replySource) {

  /** One end of a connection. */
  record Peer(String ip, int port) {
    Peer {
      if (ip.indexOf(':') >= 0) {
        // There are many ways to write an IPv6 address, and the API's need not be the kernel's.
        ip = InetAddress.ofLiteral(ip).getHostAddress();
      }
    }
  }

  /** Reads a line of {@code conntrack -L}; empty if it is no connection between ports. */
  static Optional<Flow> parse(String line) {
    Map<String, String> original = new HashMap<>();
    Map<String, String> reply = new HashMap<>();
    for (String word : line.split(" ")) {
      int equals = word.indexOf('=');
      if (equals > 0) {
        String key = word.substring(0, equals);
        String value = word.substring(equals + 1);
        if (original.putIfAbsent(key, value) != null) {
          reply.putIfAbsent(key, value);
        }
      }
    }
    Optional<Peer> destination = peer(original.get("dst"), original.get("dport"));
    Optional<Peer> source = peer(reply.get("src"), reply.get("sport"));
    return destination.flatMap(to -> source.map(from -> new Flow(to, from)));
  }

  private static Optional<Peer> peer(@Nullable String ip, @Nullable String port) {
    return ip == null || port == null
        ? Optional.empty()
        : Optional.of(new Peer(ip, Integer.parseInt(port)));
  }

  /** Whether the kernel sends it anywhere else than the client asked for. */
  boolean translated() {
    return !destination.equals(replySource);
  }
}
