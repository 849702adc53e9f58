package dev.servicelab.proxy.trace;

import dev.servicelab.proxy.net.IpFamily;
import dev.servicelab.proxy.rules.iptables.Match;
import dev.servicelab.proxy.rules.iptables.Match.Side;
import dev.servicelab.proxy.rules.ipvs.IpvsTables;
import dev.servicelab.proxy.rules.ipvs.KubeSet;
import dev.servicelab.proxy.rules.ipvs.RealServer;
import dev.servicelab.proxy.rules.ipvs.SetEntry;
import dev.servicelab.proxy.rules.ipvs.VirtualAddress;
import dev.servicelab.proxy.rules.ipvs.VirtualServer;
import dev.servicelab.state.Protocol;
import java.util.List;
import java.util.Optional;

/**
 * What ipvs mode has besides rules, as packets meet it. Without that mode there is nothing.
 *
 * @param tables the ipsets, the addresses and the virtual servers
 */
record VirtualServers(IpvsTables tables) {

  /** One side of a packet as a set sees it. */
  record Ends(String source, String destination, Protocol protocol, int port) {}

  static VirtualServers none() {
    return new VirtualServers(IpvsTables.nothing());
  }

  /** Whether an address is the node's own for Services' sake. */
  boolean hold(String address) {
    return tables.addresses().contains(address);
  }

  /** The one at an address. */
  Optional<VirtualServer> at(Ends packet) {
    return Optional.ofNullable(
        tables
            .servers()
            .get(new VirtualAddress(packet.destination(), packet.protocol(), packet.port())));
  }

  /** Its real servers that get new connections. */
  static List<RealServer> ready(VirtualServer server) {
    return server.servers().stream().filter(one -> one.weight() > 0).toList();
  }

  /** Whether a packet is in a set. No set asks for a client's port. */
  boolean contain(Match.InSet match, Ends packet) {
    Optional<KubeSet> set = KubeSet.of(match.set(), IpFamily.of(packet.destination()));
    if (set.isEmpty()) {
      return false;
    }
    String ip = side(match, 0, packet);
    int port = packet.port();
    Protocol protocol = packet.protocol();
    var entries = tables.entries(set.get());
    return switch (set.get().type()) {
      case HASH_IP -> entries.contains(new SetEntry.Ip(ip));
      case BITMAP_PORT -> entries.contains(new SetEntry.Port(port));
      case HASH_IP_PORT -> entries.contains(new SetEntry.IpPort(ip, protocol, port));
      case HASH_IP_PORT_IP ->
          entries.contains(new SetEntry.IpPortIp(ip, protocol, port, side(match, 2, packet)));
      case HASH_IP_PORT_NET ->
          entries.stream()
              .anyMatch(
                  entry ->
                      entry instanceof SetEntry.IpPortNet(var at, var over, int to, var range)
                          && at.equals(ip)
                          && over == protocol
                          && to == port
                          && range.contains(side(match, 2, packet)));
    };
  }

  private static String side(Match.InSet match, int part, Ends packet) {
    return match.sides().get(part) == Side.SRC ? packet.source() : packet.destination();
  }
}
