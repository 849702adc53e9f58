package dev.servicelab.state.generated;

import dev.servicelab.state.ServiceRecord;
import java.util.List;

/**
 * What belongs to one Service alone, by its number: so Services are made one by one, and none gets
 * what another has.
 *
 * @param number from 0, below {@value #COUNT}
 */
record Slot(int number) {
  static final int COUNT = 60;
  private static final List<String> NAMESPACES = List.of("default", "shop", "team-a");
  private static final String PREFIX = "svc-";
  private static final int NODE_PORTS_EACH = 40;

  static Slot of(ServiceRecord service) {
    return new Slot(Integer.parseInt(service.name().substring(PREFIX.length())));
  }

  String namespace() {
    return NAMESPACES.get(number % NAMESPACES.size());
  }

  String name() {
    return PREFIX + number;
  }

  /** Not among the first addresses, which the API's own Service and DNS have. */
  String clusterIpv4() {
    return "10.96." + (16 + number) + ".20";
  }

  String clusterIpv6() {
    return "fd00:10:96::" + Integer.toHexString(0x1000 + number);
  }

  /** External addresses, of both families; only one Service may have the node's own. */
  List<String> externalIps() {
    List<String> own =
        List.of(
            "192.0.2." + (4 * number + 1),
            "192.0.2." + (4 * number + 2),
            "2001:db8:e::" + Integer.toHexString(0x100 + number));
    return orTheNode(own);
  }

  /** Load balancer addresses, of both families. */
  List<String> balancers() {
    List<String> own =
        List.of(
            "198.51.100." + (4 * number + 1),
            "198.51.100." + (4 * number + 2),
            "2001:db8:b::" + Integer.toHexString(0x100 + number));
    return orTheNode(own);
  }

  /**
   * A node port.
   *
   * @param index below {@value #NODE_PORTS_EACH}
   */
  int nodePort(int index) {
    return 30_000 + number * NODE_PORTS_EACH + index;
  }

  private List<String> orTheNode(List<String> own) {
    return number == 0 ? List.of(own.get(0), Place.LOCAL.addressIpv4(), own.get(2)) : own;
  }

  /** Where load balancers ask for the node's health. */
  int healthCheckNodePort() {
    return nodePort(NODE_PORTS_EACH - 1);
  }
}
