package dev.servicelab.proxy.node;

import dev.servicelab.proxy.apply.LocalAddresses;
import dev.servicelab.proxy.net.Cidr;
import dev.servicelab.proxy.net.IpFamily;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;

/** The addresses of this node's interfaces. */
final class NodeIps {
  private static final List<Cidr> EVERYWHERE =
      List.of(
          new Cidr("0.0.0.0", 1),
          new Cidr("128.0.0.0", 1),
          new Cidr("::", 1),
          new Cidr("8000::", 1));

  private NodeIps() {}

  /** All of them, of both families. */
  static List<String> all() {
    return in(EVERYWHERE).toList();
  }

  /**
   * Where health-check node ports listen.
   *
   * @param nodePorts where node ports answer; empty for everywhere
   */
  static List<InetAddress> toListen(List<Cidr> nodePorts) {
    boolean everywhere = nodePorts.stream().allMatch(range -> range.prefix() == 0);
    return everywhere
        ? List.of(InetAddress.ofLiteral("0.0.0.0"))
        : in(nodePorts).map(InetAddress::ofLiteral).toList();
  }

  private static Stream<String> in(List<Cidr> ranges) {
    return Stream.of(IpFamily.values())
        .flatMap(family -> LocalAddresses.in(ranges, family).stream())
        .flatMap(List::stream);
  }
}
