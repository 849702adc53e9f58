package dev.servicelab.proxy.rules.ipvs;

import dev.servicelab.proxy.net.Cidr;
import dev.servicelab.proxy.net.IpAddresses;
import dev.servicelab.state.Protocol;

/** One entry of an ipset. */
public sealed interface SetEntry {

  /** {@code hash:ip}. */
  record Ip(String ip) implements SetEntry {}

  /** {@code hash:ip,port}. */
  record IpPort(String ip, Protocol protocol, int port) implements SetEntry {}

  /** {@code hash:ip,port,ip}. */
  record IpPortIp(String ip, Protocol protocol, int port, String other) implements SetEntry {}

  /** {@code hash:ip,port,net}. */
  record IpPortNet(String ip, Protocol protocol, int port, Cidr range) implements SetEntry {}

  /** {@code bitmap:port}. */
  record Port(int port) implements SetEntry {}

  /** Something that this proxy would not write, but has found in a set of its name. */
  record Foreign(String text) implements SetEntry {}

  /** As {@code ipset save} prints it. */
  default String text() {
    return switch (this) {
      case Ip(String ip) -> ip;
      case IpPort(String ip, var protocol, int port) -> at(ip, protocol, port);
      case IpPortIp(String ip, var protocol, int port, String other) ->
          at(ip, protocol, port) + "," + other;
      case IpPortNet(String ip, var protocol, int port, Cidr range) ->
          at(ip, protocol, port) + "," + range(range);
      case Port(int port) -> Integer.toString(port);
      case Foreign(String text) -> text;
    };
  }

  /**
   * Reads an entry of a set.
   *
   * @param text as {@code ipset save} prints it
   */
  static SetEntry parse(SetType type, String text) {
    try {
      String[] parts = text.split(",", -1);
      return switch (type) {
        case HASH_IP -> new Ip(IpAddresses.canonical(parts[0]));
        case BITMAP_PORT -> new Port(Integer.parseInt(parts[0]));
        case HASH_IP_PORT -> new IpPort(ip(parts), protocol(parts), port(parts));
        case HASH_IP_PORT_IP ->
            new IpPortIp(ip(parts), protocol(parts), port(parts), IpAddresses.canonical(parts[2]));
        case HASH_IP_PORT_NET ->
            new IpPortNet(ip(parts), protocol(parts), port(parts), net(parts[2]));
      };
    } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
      return new Foreign(text);
    }
  }

  private static String at(String ip, Protocol protocol, int port) {
    return ip + "," + protocol.lowerCase() + ":" + port;
  }

  /** The tool leaves out the length of a range of one address. */
  private static String range(Cidr range) {
    return range.prefix() == range.family().bits() ? range.address() : range.toString();
  }

  private static Cidr net(String text) {
    return text.indexOf('/') < 0 ? Cidr.of(text) : Cidr.parse(text);
  }

  private static String ip(String[] parts) {
    return IpAddresses.canonical(parts[0]);
  }

  private static Protocol protocol(String[] parts) {
    return switch (parts[1].substring(0, parts[1].indexOf(':'))) {
      case "tcp" -> Protocol.TCP;
      case "udp" -> Protocol.UDP;
      case "sctp" -> Protocol.SCTP;
      default -> throw new IllegalArgumentException("no protocol of Services: " + parts[1]);
    };
  }

  private static int port(String[] parts) {
    return Integer.parseInt(parts[1].substring(parts[1].indexOf(':') + 1));
  }
}
