package dev.servicelab.proxy.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.servicelab.proxy.Fixtures;
import dev.servicelab.proxy.net.IpFamily;
import dev.servicelab.proxy.plan.FrontendAddress.LoadBalancerIp;
import dev.servicelab.state.ClusterSnapshot;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceRangesTest {
  @ParameterizedTest
  @CsvSource({
    // ranges; whether node1 has registered itself; who may come over IPv4; and over IPv6
    "'', true, anyone, anyone",
    "'192.0.2.0/24', true, 192.0.2.0/24, anyone",
    "'192.0.2.7/24', true, 192.0.2.0/24, anyone",
    "' 192.0.2.0/24 ', true, 192.0.2.0/24, anyone",
    "'192.0.2.0/24, 2001:db8::/32', true, 192.0.2.0/24, 2001:db8::/32",
    "'2001:db8::/32', true, anyone, 2001:db8::/32",
    "'192.0.2.0/24, 0.0.0.0/0', true, anyone, anyone",
    "'192.0.2.0/24, nonsense, 192.0.2.0/33', true, 192.0.2.0/24, anyone",
    "'172.18.0.0/16', true, 172.18.0.0/16 198.51.100.1/32 198.51.100.2/32, anyone",
    "'172.18.0.0/16', false, 172.18.0.0/16, anyone",
    "'127.0.0.0/8', false, 127.0.0.0/8 198.51.100.1/32 198.51.100.2/32, anyone",
    "'fd00:18::/64', true, anyone, fd00:18::/64 fd00:1::1/128",
  })
  void whoMayCome(String ranges, boolean registered, String ipv4, String ipv6) {
    ClusterSnapshot cluster = Fixtures.clusterOf(service(ranges) + (registered ? NODE : ""));

    assertThat(clients(cluster, IpFamily.IPV4)).isNotEmpty().containsOnly(ipv4);
    assertThat(clients(cluster, IpFamily.IPV6)).isNotEmpty().containsOnly(ipv6);
  }

  private static List<String> clients(ClusterSnapshot cluster, IpFamily family) {
    return new Planner(Fixtures.NODE1, family)
        .plan(cluster).services().getFirst().frontends().stream()
            .map(Frontend::address)
            .filter(address -> address instanceof LoadBalancerIp)
            .map(address -> text(((LoadBalancerIp) address).clients()))
            .toList();
  }

  private static String text(Clients clients) {
    return switch (clients) {
      case Clients.Anyone() -> "anyone";
      case Clients.Within(var ranges) ->
          ranges.stream().map(Object::toString).collect(Collectors.joining(" "));
    };
  }

  private static String service(String ranges) {
    String quoted =
        ranges.isEmpty() ? "" : "'" + String.join("', '", List.of(ranges.split(","))) + "'";
    return """
    kind: Service
    metadata: {name: web}
    spec:
      type: LoadBalancer
      clusterIPs: [10.96.0.20, 'fd00:96::20']
      loadBalancerSourceRanges: [%s]
      ports: [{port: 80}]
    status:
      loadBalancer:
        ingress: [{ip: 198.51.100.1}, {ip: 198.51.100.2}, {ip: 'fd00:1::1'}, {hostname: lb}]
    ---
    """
        .formatted(quoted);
  }

  private static final String NODE =
      """
      kind: Node
      metadata: {name: node1}
      status:
        addresses:
        - {type: InternalIP, address: 172.18.0.2}
        - {type: InternalIP, address: 'fd00:18::2'}
      """;
}
