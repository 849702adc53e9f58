package dev.servicelab.proxy.kernel;

import dev.servicelab.proxy.net.Cidr;
import dev.servicelab.proxy.trace.NodeAddresses;
import dev.servicelab.proxy.trace.Packet;
import dev.servicelab.proxy.trace.Packet.Origin;
import java.util.List;

/**
 * A node in a network namespace, with its pods on one side and the world on the other. Nobody is
 * there to answer; what matters is how packets get through.
 */
public final class KernelNode implements AutoCloseable {
  /** The node's interface to its pods. */
  public static final String PODS = "veth0";

  /** The node's interface to everybody else. */
  public static final String WORLD = "eth0";

  /**
   * Without ARP both ends must have the same address, or the other side takes a packet for somebody
   * else's.
   */
  private static final String LINK =
      """
      ip link add %1$s address 02:00:00:00:00:01 type veth \
      peer name eth0 address 02:00:00:00:00:01 netns %2$d
      ip link set %1$s arp off up
      """;

  /**
   * Nobody listens, so the kernel would reset each connection to itself, and conntrack would forget
   * it before it is looked at.
   */
  private static final String TRACE =
      """
      %1$s-restore --noflush <<'END'
      *raw
      -A PREROUTING -p tcp -j TRACE
      -A PREROUTING -p udp -j TRACE
      -A PREROUTING -p sctp -j TRACE
      -A OUTPUT -p tcp --tcp-flags RST RST -j DROP
      -A OUTPUT -p tcp -j TRACE
      -A OUTPUT -p udp -j TRACE
      -A OUTPUT -p sctp -j TRACE
      COMMIT
      END
      """;

  /**
   * Where the node is in its network.
   *
   * @param ipv4 its own address
   * @param ipv6 its own address
   * @param podsIpv4 the range of its pods
   * @param podsIpv6 the range of its pods
   */
  public record Place(String ipv4, String ipv6, String podsIpv4, String podsIpv6) {
    /** What is LOCAL to it. */
    NodeAddresses addresses() {
      return new NodeAddresses(List.of(ipv4, ipv6));
    }

    /** The interface that packets from an address come in by. */
    public String interfaceOf(String source) {
      boolean pod = Cidr.parse(podsIpv4).contains(source) || Cidr.parse(podsIpv6).contains(source);
      return pod ? PODS : WORLD;
    }
  }

  private final NetworkNamespace node = NetworkNamespace.open();
  private final NetworkNamespace pods = NetworkNamespace.open();
  private final NetworkNamespace world = NetworkNamespace.open();
  private final RawSender fromPods;
  private final RawSender fromWorld;
  private final RawSender fromNode;

  /** The node, without any rules yet. */
  KernelNode(Place place, boolean routeLocalnet) {
    node.script(
        "sysctl -qw net.ipv4.conf.all.route_localnet="
            + (routeLocalnet ? 1 : 0)
            + "\n"
            + """
            sysctl -qw net.ipv4.ip_forward=1 net.ipv6.conf.all.forwarding=1
            sysctl -qw net.ipv4.conf.all.rp_filter=0 net.ipv4.conf.default.rp_filter=0
            sysctl -qw net.ipv4.conf.all.send_redirects=0 net.ipv4.conf.default.send_redirects=0
            ip link set lo up
            """
            + LINK.formatted(PODS, pods.pid())
            + LINK.formatted(WORLD, world.pid())
            + """
            ip address add %s/24 dev eth0
            ip address add %s/112 dev eth0 nodad
            ip route add default dev eth0
            ip route add %s dev veth0
            ip -6 route add default dev eth0
            ip -6 route add %s dev veth0
            """
                .formatted(place.ipv4(), place.ipv6(), place.podsIpv4(), place.podsIpv6()));
    for (NetworkNamespace peer : List.of(pods, world)) {
      peer.script(
          """
          sysctl -qw net.ipv4.ip_forward=0 net.ipv6.conf.all.forwarding=0
          ip address add 192.168.255.1/32 dev eth0
          ip address add fd00:255::1/128 dev eth0 nodad
          ip link set eth0 arp off up
          ip route add default dev eth0
          ip -6 route add default dev eth0
          """);
    }
    this.fromPods = pods.inside(RawSender::new).join();
    this.fromWorld = world.inside(RawSender::new).join();
    this.fromNode = node.inside(RawSender::new).join();
  }

  /** The namespace of the node itself. */
  NetworkNamespace node() {
    return node;
  }

  /** From now on the kernel tells the way of each first packet. */
  void trace() {
    node.script(TRACE.formatted("iptables") + TRACE.formatted("ip6tables"));
  }

  /** Sends a packet from where it comes from. */
  void send(Packet packet, int sourcePort) {
    if (packet.origin() == Origin.NODE) {
      // The kernel says no where a rule drops it: that is an outcome like any other.
      fromNode.send(packet, sourcePort);
    } else {
      RawSender sender = packet.inInterface().equals(PODS) ? fromPods : fromWorld;
      if (!sender.send(packet, sourcePort)) {
        throw new IllegalStateException(packet + " could not be sent");
      }
    }
  }

  @Override
  public void close() {
    List.of(fromPods, fromWorld, fromNode).forEach(RawSender::close);
    List.of(node, pods, world).forEach(NetworkNamespace::close);
  }
}
