package dev.servicelab.proxy.trace;

import dev.servicelab.proxy.net.IpFamily;
import dev.servicelab.proxy.trace.Packet.Origin;
import dev.servicelab.state.Protocol;
import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads what people write of a packet: {@code --from} and {@code --to} of {@code lab trace}, {@code
 * from} and {@code to} of {@code /explain}.
 */
public final class PacketText {
  /** Some machine outside of the cluster: addresses for documentation, RFC 5737 and RFC 3849. */
  private static final Map<IpFamily, String> OUTSIDE =
      Map.of(IpFamily.IPV4, "203.0.113.1", IpFamily.IPV6, "2001:db8::1");

  private static final Map<IpFamily, String> LOOPBACK =
      Map.of(IpFamily.IPV4, "127.0.0.1", IpFamily.IPV6, "::1");

  private static final Pattern TO =
      Pattern.compile(
          "(?:\\[(?<ipv6>[^\\]]+)\\]|(?<ipv4>[^:/]+)):(?<port>\\d{1,5})(?:/(?<protocol>\\w+))?");

  private final List<String> nodeAddresses;
  private final Map<String, String> pods;

  /**
   * A reader for one node.
   *
   * @param nodeAddresses the node's own addresses, of both families; the first one of a family is
   *     what its processes send from
   * @param pods addresses by pod name; may be empty
   */
  public PacketText(List<String> nodeAddresses, Map<String, String> pods) {
    this.nodeAddresses = List.copyOf(nodeAddresses);
    this.pods = Map.copyOf(pods);
  }

  /**
   * The packet.
   *
   * @param from an address, {@code node}, {@code outside}, or a pod's name
   * @param to {@code IP:PORT}, {@code [IPV6]:PORT}, with {@code /udp} or {@code /sctp} if not TCP
   * @throws IllegalArgumentException with one line that says which of the two is wrong, and why
   */
  public Packet read(String from, String to) {
    Matcher parts = TO.matcher(to);
    if (!parts.matches()) {
      throw wrong("to", to, "is not IP:PORT or IP:PORT/protocol, [IP]:PORT for IPv6");
    }
    String ipv4 = parts.group("ipv4");
    String destination = address("to", to, ipv4 == null ? parts.group("ipv6") : ipv4);
    int port = Integer.parseInt(parts.group("port"));
    if (port < 1 || port > 65_535) {
      throw wrong("to", to, "has no port from 1 to 65535");
    }
    String source = source(from, destination);
    if (IpFamily.of(source) != IpFamily.of(destination)) {
      throw wrong("from", from, "and \"" + to + "\" are not of one address family");
    }
    boolean ownSource = new NodeAddresses(nodeAddresses).contains(source);
    return new Packet(
        ownSource ? Origin.NODE : Origin.NETWORK,
        source,
        protocol(to, parts.group("protocol")),
        destination,
        port);
  }

  private String source(String from, String destination) {
    IpFamily family = IpFamily.of(destination);
    return switch (from) {
      case "outside" -> OUTSIDE.getOrDefault(family, "");
      case "node" -> ownAddress(family, destination);
      default -> {
        String pod = pods.get(from);
        yield address("from", from, pod == null ? from : pod);
      }
    };
  }

  /** As the kernel chooses: from loopback to loopback, from the node's address to all others. */
  private String ownAddress(IpFamily family, String destination) {
    String loopback = LOOPBACK.getOrDefault(family, "");
    if (new NodeAddresses(List.of()).contains(destination)) {
      return loopback;
    }
    return nodeAddresses.stream()
        .filter(own -> IpFamily.of(own) == family && !own.equals(loopback))
        .findFirst()
        .orElseThrow(
            () -> wrong("from", "node", "has no known address of this family; give an address"));
  }

  private static Protocol protocol(String to, String name) {
    try {
      return name == null ? Protocol.TCP : Protocol.valueOf(name.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw wrong("to", to, "names no protocol of Services: tcp, udp, sctp");
    }
  }

  private static String address(String option, String given, String text) {
    try {
      InetAddress.ofLiteral(text);
      return text;
    } catch (IllegalArgumentException e) {
      String others = option.equals("from") ? "; nor node, outside or a known pod" : "";
      throw wrong(option, given, "is no address" + others);
    }
  }

  private static IllegalArgumentException wrong(String option, String given, String why) {
    return new IllegalArgumentException(option + ": \"" + given + "\" " + why);
  }
}
