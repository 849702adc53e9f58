package dev.servicelab.labs.equal;

import dev.servicelab.labs.arena.ArenaNode;
import dev.servicelab.state.generated.RandomCluster;

/**
 * Gives each of the sets that are in the API server together names, addresses and ports of its own:
 * made-up clusters all use the same. No two may share an address and a port, as kube-proxy leaves
 * open which of them wins.
 *
 * @param place 0 to {@value #PLACES} - 1; sets of different places have nothing in common
 */
record Renaming(int place) {
  /** How many sets there can be at once. */
  static final int PLACES = 5;

  /** A made-up cluster has at most 12 Services, with 40 node ports for each. */
  private static final int NODE_PORTS = 12 * 40;

  Renaming {
    if (place < 0 || place >= PLACES) {
      throw new IllegalArgumentException("no place " + place);
    }
  }

  /** The namespace that stands for one of the made-up cluster. */
  String namespace(String madeUp) {
    return "set-" + place + "-" + madeUp;
  }

  /** The proxies' own node has another name, all others are nobody's. */
  static String node(String madeUp) {
    return madeUp.equals(RandomCluster.NODE) ? ArenaNode.NAME : madeUp;
  }

  /** A node port or health check port; 0 stays 0. */
  int nodePort(int madeUp) {
    return madeUp == 0 ? 0 : madeUp + place * NODE_PORTS;
  }

  /** A Service's address inside of the cluster. */
  String clusterIp(String madeUp) {
    return madeUp.contains(":")
        ? "fd00:10:96::%x".formatted(lastGroup(madeUp) + place * 0x100)
        : madeUp.replaceFirst("\\.\\d+$", "." + (20 + place));
  }

  /** An external address or a load balancer's. */
  String external(String madeUp) {
    boolean nodes =
        madeUp.equals(RandomCluster.NODE_IPV4) || madeUp.equals(RandomCluster.NODE_IPV6);
    // One set only may share the node's addresses.
    if (nodes && place == 0) {
      return madeUp;
    }
    if (madeUp.contains(":")) {
      String range = madeUp.startsWith("2001:db8:b:") ? "b" : "e";
      return "2001:db8:%s:%x::%x".formatted(range, place, lastGroup(madeUp));
    }
    String range = madeUp.startsWith("198.51.100.") ? "19" : nodes ? "17" : "18";
    return "198." + range + "." + place + madeUp.substring(madeUp.lastIndexOf('.'));
  }

  private static int lastGroup(String ipv6) {
    return Integer.parseInt(ipv6.substring(ipv6.lastIndexOf(':') + 1), 16);
  }
}
