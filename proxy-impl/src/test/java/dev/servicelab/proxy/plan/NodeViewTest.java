package dev.servicelab.proxy.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.servicelab.proxy.net.Cidr;
import dev.servicelab.proxy.net.IpFamily;
import dev.servicelab.proxy.plan.DetectLocalMode.BridgeInterface;
import dev.servicelab.proxy.plan.DetectLocalMode.ClusterCidr;
import dev.servicelab.proxy.plan.DetectLocalMode.InterfaceNamePrefix;
import dev.servicelab.proxy.plan.DetectLocalMode.NodeCidr;
import dev.servicelab.proxy.plan.PodTraffic.ByInterface;
import dev.servicelab.proxy.plan.PodTraffic.ByInterfacePrefix;
import dev.servicelab.proxy.plan.PodTraffic.FromRange;
import dev.servicelab.state.NodeRecord;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class NodeViewTest {
  private static final NodeRecord NODE =
      new NodeRecord(
          "node1",
          Map.of("topology.kubernetes.io/zone", "zone-a"),
          List.of("172.18.0.2", "172.18.0.3", "fd00:18::2"),
          List.of("10.244.1.0/24", "fd00:10:244:1::/64"),
          false);

  @ParameterizedTest
  @MethodSource("modes")
  void howPodsAreKnown(DetectLocalMode mode, Optional<PodTraffic> ipv4, Optional<PodTraffic> ipv6) {
    assertThat(mode.pods(Optional.of(NODE), IpFamily.IPV4)).isEqualTo(ipv4);
    assertThat(mode.pods(Optional.of(NODE), IpFamily.IPV6)).isEqualTo(ipv6);
  }

  static Stream<Arguments> modes() {
    Cidr cluster = Cidr.parse("10.244.0.0/16");
    return Stream.of(
        mode(new ClusterCidr(List.of()), null, null),
        mode(new ClusterCidr(List.of(cluster)), new FromRange(cluster), null),
        mode(
            new NodeCidr(),
            new FromRange(Cidr.parse("10.244.1.0/24")),
            new FromRange(Cidr.parse("fd00:10:244:1::/64"))),
        mode(new BridgeInterface("cni0"), new ByInterface("cni0"), new ByInterface("cni0")),
        mode(
            new InterfaceNamePrefix("veth"),
            new ByInterfacePrefix("veth"),
            new ByInterfacePrefix("veth")));
  }

  private static Arguments mode(
      DetectLocalMode mode, @Nullable PodTraffic ipv4, @Nullable PodTraffic ipv6) {
    return Arguments.of(mode, Optional.ofNullable(ipv4), Optional.ofNullable(ipv6));
  }

  @Test
  void aNodeThatIsNotRegisteredHasNoPodRange() {
    assertThat(new NodeCidr().pods(Optional.empty(), IpFamily.IPV4)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "'', 172.18.0.2, fd00:18::2",
    "192.0.2.1, 192.0.2.1, fd00:18::2",
    "2001:db8::1, 172.18.0.2, 2001:db8::1",
  })
  void itsOwnAddress(String bindAddress, String ipv4, String ipv6) {
    Optional<String> bound = Optional.of(bindAddress).filter(text -> !text.isEmpty());
    NodeView view = new NodeView("node1", new NodeCidr(), false, bound);

    assertThat(view.here(List.of(NODE), IpFamily.IPV4).address()).isEqualTo(ipv4);
    assertThat(view.here(List.of(NODE), IpFamily.IPV6).address()).isEqualTo(ipv6);
  }

  @Test
  void itsZone() {
    NodeView view = new NodeView("node1", List.of(), false);

    assertThat(view.here(List.of(NODE), IpFamily.IPV4).zone()).isEqualTo("zone-a");
    assertThat(view.here(List.of(), IpFamily.IPV4).zone()).isEmpty();
  }
}
