package dev.servicelab.labs.containers;

/**
 * What keeps the packets of a lab on this machine. An address that no rule of the proxy takes (a
 * Service without proxy, a dead pod, a made-up destination) would follow the node's default route
 * out to the world. A route that refuses it would be wrong: a process on the node then fails before
 * nat/OUTPUT, so Services would not work from the node itself. So the route stays, and a table of
 * our own drops behind DNAT whatever is about to leave by it.
 */
final class Guard {
  /** Where the rules lie on a node, for people to read. */
  static final String FILE = "/etc/servicelab/lab_guard.nft";

  /** The same for a kernel without such tables, as a script. */
  static final String SCRIPT = "/etc/servicelab/lab_guard.sh";

  private Guard() {}

  /** The rules of a node on this network, in nft's language. */
  static String rules(LabNetwork network) {
    return """
    # No packet of a lab leaves the machine: see `nft list table inet lab_guard` for the counters.
    table inet lab_guard {
      chain postrouting {
        type filter hook postrouting priority 300; policy accept;
        oifname != "eth0" accept
        ip daddr { %1$s, 224.0.0.0/4, 255.255.255.255 } accept
        ip6 daddr { fe80::/10, ff00::/8 } accept
        # Pods of other nodes have a route of their own; the default route is for everything else.
        rt ip nexthop %2$s counter drop
        meta nfproto ipv6 counter drop
      }
    }
    """
        .formatted(network.subnet(), network.gateway());
  }

  /**
   * The rules for a node with a kernel of its own, which has nft's tables for bridges only. The
   * default route gets a realm there, and what leaves by it is known by that.
   */
  static String script(LabNetwork network) {
    return """
    # No packet of a lab leaves the machine: see `iptables -t mangle -nvL lab_guard` for the counters.
    set -e
    ip route replace default via %2$s dev eth0 realm 77
    iptables -w -t mangle -N lab_guard
    iptables -w -t mangle -A lab_guard -d %1$s -j RETURN
    iptables -w -t mangle -A lab_guard -d 224.0.0.0/4 -j RETURN
    iptables -w -t mangle -A lab_guard -d 255.255.255.255 -j RETURN
    iptables -w -t mangle -A lab_guard -m realm --realm 77 -j DROP
    iptables -w -t mangle -A POSTROUTING -o eth0 -j lab_guard
    ip6tables -w -t mangle -N lab_guard
    ip6tables -w -t mangle -A lab_guard -d fe80::/10 -j RETURN
    ip6tables -w -t mangle -A lab_guard -d ff00::/8 -j RETURN
    ip6tables -w -t mangle -A lab_guard -j DROP
    ip6tables -w -t mangle -A POSTROUTING -o eth0 -j lab_guard
    """
        .formatted(network.subnet(), network.gateway());
  }

  /** Loads the rules into the kernel of a node: as a table of nft's, or with its own kernel. */
  static String[] loadCommand(boolean ownKernel) {
    return ownKernel ? new String[] {"sh", SCRIPT} : new String[] {"nft", "-f", FILE};
  }
}
