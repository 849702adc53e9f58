package dev.servicelab.state.generated;

/** A node as endpoints name it, with its zone and its addresses. */
enum Place {
  LOCAL(RandomCluster.NODE, "zone-a", 1),
  NEIGHBOUR("node2", "zone-a", 2),
  FAR("node3", "zone-b", 3);

  private final String node;
  private final String zone;
  private final int number;

  Place(String node, String zone, int number) {
    this.node = node;
    this.zone = zone;
    this.number = number;
  }

  String node() {
    return node;
  }

  String zone() {
    return zone;
  }

  String addressIpv4() {
    return "100.64.0." + (number + 1);
  }

  String addressIpv6() {
    return "fd00:100:64::" + (number + 1);
  }

  /** What the addresses of its pods begin with. */
  String podsIpv4() {
    return "10.244." + number + ".";
  }

  /** What the addresses of its pods begin with. */
  String podsIpv6() {
    return "fd00:10:244:" + number + "::";
  }
}
