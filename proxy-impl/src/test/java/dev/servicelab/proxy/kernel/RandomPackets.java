package dev.servicelab.proxy.kernel;

import dev.servicelab.proxy.net.IpFamily;
import dev.servicelab.proxy.trace.Packet;
import dev.servicelab.proxy.trace.Packet.Origin;
import dev.servicelab.state.ClusterSnapshot;
import dev.servicelab.state.EndpointSliceRecord;
import dev.servicelab.state.Protocol;
import dev.servicelab.state.ServiceRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Packets to whatever a cluster's Services have, and a little beside it, from everybody. */
final class RandomPackets {
  private static final List<String> WORLD =
      List.of(
          "203.0.113.7",
          "203.0.113.66",
          "203.0.113.200",
          "100.64.0.3",
          "10.244.2.77",
          "2001:db8:c::7",
          "2001:db8:d::7",
          "fd00:100:64::3",
          "fd00:10:244:2::77");
  private static final List<String> PODS =
      List.of("10.244.1.3", "10.244.1.77", "fd00:10:244:1::3", "fd00:10:244:1::77");
  private static final List<String> LOOPBACK = List.of("127.0.0.1", "127.3.2.1", "::1");

  private final Random random;
  private final boolean loopbackIsRouted;
  private final List<Target> targets = new ArrayList<>();
  private final List<String> pods = new ArrayList<>(PODS);

  /** Where a packet may go. */
  private record Target(String ip, Protocol protocol, int port) {}

  /**
   * Packets for one node.
   *
   * @param loopbackIsRouted whether the kernel lets packets to 127.0.0.1 in from outside
   */
  RandomPackets(ClusterSnapshot cluster, long seed, boolean loopbackIsRouted) {
    this.random = new Random(seed);
    this.loopbackIsRouted = loopbackIsRouted;
    cluster.services().forEach(this::add);
    cluster.endpointSlices().forEach(this::add);
    targets.add(new Target("10.96.0.99", Protocol.TCP, 80));
    targets.add(new Target("fd00:10:96::99", Protocol.UDP, 53));
    targets.add(new Target("203.0.113.9", Protocol.TCP, 443));
  }

  /** The next one. */
  Packet next() {
    Target target = one(targets);
    int port = random.nextInt(20) == 0 ? 1 + random.nextInt(65_535) : target.port();
    Protocol protocol =
        random.nextInt(20) == 0 ? one(List.of(Protocol.values())) : target.protocol();
    IpFamily family = IpFamily.of(target.ip());
    return switch (random.nextInt(3)) {
      case 0 -> fromNode(target.ip(), protocol, port);
      case 1 -> fromNetwork(ofFamily(pods, family), target.ip(), protocol, port);
      default -> fromNetwork(ofFamily(WORLD, family), target.ip(), protocol, port);
    };
  }

  private Packet fromNode(String to, Protocol protocol, int port) {
    boolean ipv4 = IpFamily.of(to) == IpFamily.IPV4;
    boolean loopback = LOOPBACK.contains(to);
    String own =
        ipv4
            ? (loopback ? "127.0.0.1" : RandomSet.NODE.ipv4())
            : (loopback ? "::1" : RandomSet.NODE.ipv6());
    return new Packet(Origin.NODE, own, protocol, to, port);
  }

  private Packet fromNetwork(String from, String to, Protocol protocol, int port) {
    if (LOOPBACK.contains(to) && (to.equals("::1") || !loopbackIsRouted)) {
      // The kernel throws it away before any rule of the filter table: no other way to it.
      return fromNode(to, protocol, port);
    }
    String in = RandomSet.NODE.interfaceOf(from);
    return new Packet(Origin.NETWORK, from, protocol, to, port, in);
  }

  private void add(ServiceRecord service) {
    List<String> addresses = new ArrayList<>(service.clusterIps());
    addresses.addAll(service.externalIps());
    service.loadBalancerIngress().stream()
        .filter(one -> !one.ip().isEmpty())
        .forEach(one -> addresses.add(one.ip()));
    for (ServiceRecord.Port port : service.ports()) {
      addresses.forEach(ip -> targets.add(new Target(ip, port.protocol(), port.port())));
      if (port.nodePort() != 0) {
        nodePort(port.protocol(), port.nodePort());
      }
    }
    if (service.healthCheckNodePort() != 0) {
      nodePort(Protocol.TCP, service.healthCheckNodePort());
    }
  }

  private void nodePort(Protocol protocol, int port) {
    targets.add(new Target(RandomSet.NODE.ipv4(), protocol, port));
    targets.add(new Target(RandomSet.NODE.ipv6(), protocol, port));
    targets.add(new Target("100.64.0.3", protocol, port));
    targets.add(new Target(one(LOOPBACK), protocol, port));
  }

  /** Endpoints are called directly, too, and call their own Services. */
  private void add(EndpointSliceRecord slice) {
    for (EndpointSliceRecord.Endpoint endpoint : slice.endpoints()) {
      String ip = endpoint.addresses().getFirst();
      if (!ip.equals(RandomSet.NODE.ipv4()) && !ip.equals(RandomSet.NODE.ipv6())) {
        pods.add(ip);
      }
    }
    if (!slice.endpoints().isEmpty() && !slice.ports().isEmpty()) {
      EndpointSliceRecord.Port port = one(slice.ports());
      String ip = one(slice.endpoints()).addresses().getFirst();
      targets.add(new Target(ip, port.protocol(), port.port()));
    }
  }

  private String ofFamily(List<String> addresses, IpFamily family) {
    return one(addresses.stream().filter(ip -> IpFamily.of(ip) == family).toList());
  }

  private <T> T one(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }
}
