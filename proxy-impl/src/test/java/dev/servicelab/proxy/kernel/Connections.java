package dev.servicelab.proxy.kernel;

import dev.servicelab.proxy.net.Cidr;
import dev.servicelab.proxy.trace.Fate;
import dev.servicelab.proxy.trace.NodeAddresses;
import dev.servicelab.proxy.trace.Packet;
import dev.servicelab.proxy.trace.Trace;
import dev.servicelab.state.Protocol;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What conntrack has noted about first packets: to whom they went, and on whose behalf. */
final class Connections {
  private static final Pattern LINE =
      Pattern.compile(
          "(?<protocol>\\w+) .*?src=(?<source>\\S+) dst=\\S+ sport=(?<port>\\d+) dport=\\d+.*?"
              + "src=(?<endpoint>\\S+) dst=(?<client>\\S+) sport=(?<endpointPort>\\d+)"
              + " dport=(?<clientPort>\\d+).*");

  private final Map<String, Entry> entries = new HashMap<>();
  private final NodeAddresses node;

  /**
   * One connection.
   *
   * @param endpoint where its packets go
   * @param endpointPort the port there
   * @param client whose address the endpoint sees
   * @param clientPort the port it sees
   */
  record Entry(String endpoint, int endpointPort, String client, int clientPort) {}

  /**
   * Those in a namespace now.
   *
   * @param node what may take the place of a client's address
   */
  Connections(NetworkNamespace namespace, NodeAddresses node) {
    this.node = node;
    for (String family : new String[] {"ipv4", "ipv6"}) {
      namespace.expect("conntrack", "-L", "-f", family).lines().forEach(this::add);
    }
  }

  /** The connection of a packet; empty if it was refused or dropped at once. */
  Optional<Entry> of(Packet packet, int sourcePort) {
    return Optional.ofNullable(entries.get(key(packet.protocol(), packet.source(), sourcePort)));
  }

  /** Whether what conntrack knows of a packet is what a trace says. */
  boolean agree(Trace trace, Packet packet, int sourcePort) {
    Optional<Entry> entry = of(packet, sourcePort);
    return switch (trace.fate()) {
      case Fate.Rejected _, Fate.Dropped _ -> entry.isPresent() == wasOnTheWay(trace);
      case Fate.Delivered(String ip, int port) ->
          entry.isPresent()
              && Cidr.of(ip).contains(entry.get().endpoint())
              && port == entry.get().endpointPort()
              && (trace.masqueraded()
                  ? node.contains(entry.get().client())
                  : Cidr.of(packet.source()).contains(entry.get().client())
                      && sourcePort == entry.get().clientPort());
    };
  }

  /**
   * Whether it had been let out before its end: what a node sends to itself is noted when it goes
   * out, and judged once more when it comes in again.
   */
  private static boolean wasOnTheWay(Trace trace) {
    return trace.steps().stream().anyMatch(step -> step.chain().name().equals("POSTROUTING"));
  }

  private void add(String line) {
    Matcher matcher = LINE.matcher(line);
    if (matcher.matches()) {
      Protocol protocol = Protocol.valueOf(matcher.group("protocol").toUpperCase(Locale.ROOT));
      int port = Integer.parseInt(matcher.group("port"));
      Entry entry =
          new Entry(
              matcher.group("endpoint"),
              Integer.parseInt(matcher.group("endpointPort")),
              matcher.group("client"),
              Integer.parseInt(matcher.group("clientPort")));
      entries.put(key(protocol, matcher.group("source"), port), entry);
    }
  }

  private static String key(Protocol protocol, String source, int port) {
    return protocol + " " + source + " " + port;
  }
}
