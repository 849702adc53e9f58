package dev.servicelab.state.generated;

import dev.servicelab.state.Proxied;
import dev.servicelab.state.ServiceRecord;
import dev.servicelab.state.ServiceRecord.Ingress;
import dev.servicelab.state.ServiceRecord.Port;
import dev.servicelab.state.ServiceRecord.TrafficPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** Makes one Service up, within what an API server accepts. */
final class RandomService {
  private static final List<ServiceRecord.Type> TYPES =
      List.of(
          ServiceRecord.Type.CLUSTER_IP,
          ServiceRecord.Type.CLUSTER_IP,
          ServiceRecord.Type.NODE_PORT,
          ServiceRecord.Type.NODE_PORT,
          ServiceRecord.Type.LOAD_BALANCER,
          ServiceRecord.Type.LOAD_BALANCER,
          ServiceRecord.Type.LOAD_BALANCER);
  private static final List<Integer> TIMEOUTS = List.of(1, 10, 10_800, 86_400);

  /** Single clients, whole networks of them, the nodes', the pods', and everybody. */
  private static final List<String> SOURCE_RANGES =
      List.of(
          "203.0.113.0/25",
          "203.0.113.77/26",
          "203.0.113.7/32",
          "100.64.0.0/16",
          "10.244.1.0/24",
          "2001:db8:c::/64",
          "fd00:100:64::/64",
          "fd00:10:244:2::/64");

  private final Slot slot;
  private final Dice dice;
  private final ServiceRecord.Type type;
  private final boolean headless;

  RandomService(Slot slot, Dice dice) {
    this.slot = slot;
    this.dice = dice;
    this.type = dice.chance(4) ? ServiceRecord.Type.EXTERNAL_NAME : dice.one(TYPES);
    this.headless = type == ServiceRecord.Type.CLUSTER_IP && dice.chance(12);
  }

  ServiceRecord service() {
    List<String> externalIps = externalIps();
    boolean outside =
        type == ServiceRecord.Type.NODE_PORT
            || type == ServiceRecord.Type.LOAD_BALANCER
            || !externalIps.isEmpty();
    TrafficPolicy external = outside ? policy(40) : TrafficPolicy.CLUSTER;
    boolean balanced = type == ServiceRecord.Type.LOAD_BALANCER;
    return new ServiceRecord(
        slot.namespace(),
        slot.name(),
        labels(),
        "",
        type,
        clusterIps(),
        headless,
        externalIps,
        type == ServiceRecord.Type.EXTERNAL_NAME ? "www.example.org" : "",
        ports(),
        affinity(),
        type == ServiceRecord.Type.EXTERNAL_NAME ? TrafficPolicy.CLUSTER : policy(25),
        external,
        balanced ? ingress() : List.of(),
        balanced ? sourceRanges() : List.of(),
        balanced && external == TrafficPolicy.LOCAL ? slot.healthCheckNodePort() : 0,
        dice.chance(5));
  }

  private Map<String, String> labels() {
    if (dice.chance(5)) {
      return Map.of("app", slot.name(), Proxied.OTHER_PROXY, "mesh");
    }
    return dice.chance(2) ? Map.of(Proxied.HEADLESS, "") : Map.of("app", slot.name());
  }

  private List<String> clusterIps() {
    if (headless || type == ServiceRecord.Type.EXTERNAL_NAME) {
      return List.of();
    }
    String ipv4 = slot.clusterIpv4();
    String ipv6 = slot.clusterIpv6();
    return dice.one(
        List.of(
            List.of(ipv4), List.of(ipv4), List.of(ipv6), List.of(ipv4, ipv6), List.of(ipv6, ipv4)));
  }

  private List<String> externalIps() {
    return type != ServiceRecord.Type.EXTERNAL_NAME && dice.chance(30)
        ? dice.some(slot.externalIps(), dice.between(1, 3))
        : List.of();
  }

  private List<Port> ports() {
    List<Port> ports = new RandomPorts(slot, dice).ports();
    boolean withNodePorts =
        type == ServiceRecord.Type.NODE_PORT
            || (type == ServiceRecord.Type.LOAD_BALANCER && dice.chance(75));
    return withNodePorts
        ? ports
        : ports.stream()
            .map(port -> new Port(port.name(), port.protocol(), port.port(), 0))
            .toList();
  }

  private OptionalInt affinity() {
    return !headless && type != ServiceRecord.Type.EXTERNAL_NAME && dice.chance(25)
        ? OptionalInt.of(dice.one(TIMEOUTS))
        : OptionalInt.empty();
  }

  private TrafficPolicy policy(int percentLocal) {
    return dice.chance(percentLocal) ? TrafficPolicy.LOCAL : TrafficPolicy.CLUSTER;
  }

  private List<Ingress> ingress() {
    List<Ingress> ingress = new ArrayList<>();
    for (String ip : dice.some(slot.balancers(), dice.between(0, 3))) {
      ingress.add(new Ingress(ip, dice.chance(10) ? "lb.example.org" : "", dice.chance(20)));
    }
    if (dice.chance(10)) {
      ingress.add(new Ingress("", "lb.example.org", false));
    }
    return ingress;
  }

  private List<String> sourceRanges() {
    if (dice.chance(50)) {
      return List.of();
    }
    List<String> ranges = new ArrayList<>(dice.some(SOURCE_RANGES, dice.between(1, 4)));
    if (dice.chance(8)) {
      ranges.add("0.0.0.0/0");
    }
    if (dice.chance(4)) {
      ranges.add("::/0");
    }
    return ranges;
  }
}
