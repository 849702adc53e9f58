package dev.servicelab.proxy.conntrack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.servicelab.proxy.Fixtures;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StaleFlowsTest {
  private static final String LINE =
      "udp      17 27 src=10.244.1.9 dst=%s sport=40000 dport=%s [UNREPLIED] src=%s dst=10.244.1.9"
          + " sport=%s dport=40000 mark=0 use=1";

  @ParameterizedTest
  @CsvSource({
    // endpoints before; now; where the client sends; who answers; stale?
    "2 3, 3, 10.96.0.10 53, 10.244.1.2 53, true",
    "2 3, 3, 10.96.0.10 53, 10.244.1.3 53, false",
    "'', 2, 10.96.0.10 53, 10.96.0.10 53, true",
    "2, '', 10.96.0.10 53, 10.244.1.2 53, true",
    "'', '', 10.96.0.10 53, 10.96.0.10 53, false",
    "2, -, 10.96.0.10 53, 10.244.1.2 53, true",
    "-, -, 10.96.0.10 53, 10.244.1.2 53, false",
    "2, 2, 10.96.0.10 53, 10.244.1.2 5353, true",
    "2, 3, 172.18.0.2 30053, 10.244.1.2 53, true",
    "2, 3, 172.18.0.2 30053, 10.244.1.3 53, false",
    "2, 3, 8.8.8.8 53, 8.8.8.8 53, false",
  })
  void flows(String before, String now, String to, String by, boolean stale) {
    String line = LINE.formatted((Object[]) (to + " " + by).split(" "));
    Flow flow = Flow.parse(line).orElseThrow();

    List<Flow> found = new StaleFlows(frontends(before), frontends(now)).among(List.of(flow));

    assertThat(found).isEqualTo(stale ? List.of(flow) : List.of());
  }

  @ParameterizedTest
  @CsvSource({
    // type before; type now; where the client sends; stale?
    "NodePort, ClusterIP, 172.18.0.2 30053, true",
    "NodePort, ClusterIP, 10.96.0.10 53, false",
    "NodePort, ExternalName, 172.18.0.2 30053, true",
    "NodePort, ExternalName, 10.96.0.10 53, true",
    "ClusterIP, NodePort, 10.96.0.10 53, false",
    "LoadBalancer, NodePort, 198.51.100.1 53, true",
    "LoadBalancer, NodePort, 172.18.0.2 30053, false",
  })
  void flowsOfAWayInThatTheServiceHasLost(String before, String now, String to, boolean stale) {
    String line = LINE.formatted((Object[]) (to + " 10.244.1.2 53").split(" "));
    Flow flow = Flow.parse(line).orElseThrow();

    List<Flow> found = new StaleFlows(ofType(before), ofType(now)).among(List.of(flow));

    assertThat(found).isEqualTo(stale ? List.of(flow) : List.of());
  }

  @Test
  void aServingEndpointKeepsItsFlowsWhileItTerminates() {
    UdpFrontends now =
        UdpFrontends.of(
            Fixtures.plan(
                Fixtures.clusterOf(
                    service()
                        + slice(
                            "{addresses: [10.244.1.2], conditions: {ready: false, terminating:"
                                + " true}}"))));
    Flow flow = Flow.parse(LINE.formatted("10.96.0.10", "53", "10.244.1.2", "53")).orElseThrow();

    assertThat(new StaleFlows(UdpFrontends.none(), now).among(List.of(flow))).isEmpty();
  }

  @Test
  void tcpServicesAreOfNoConcern() {
    assertThat(UdpFrontends.of(Fixtures.plan(Fixtures.cluster("external"))))
        .isEqualTo(UdpFrontends.none());
  }

  @Test
  void otherLinesAreNotFlows() {
    assertThat(Flow.parse("icmp 1 29 src=1.2.3.4 dst=1.2.3.5 type=8 src=1.2.3.5 dst=1.2.3.4"))
        .isEmpty();
  }

  /** Endpoint hosts of one UDP Service; "-" for no Service. */
  private static UdpFrontends frontends(String hosts) {
    if (hosts.equals("-")) {
      return UdpFrontends.none();
    }
    StringBuilder endpoints = new StringBuilder();
    for (String host : hosts.isEmpty() ? new String[0] : hosts.split(" ")) {
      endpoints.append("{addresses: [10.244.1.").append(host).append("]},");
    }
    return UdpFrontends.of(
        Fixtures.plan(Fixtures.clusterOf(service() + slice(endpoints.toString()))));
  }

  /** The same Service and endpoint under each type, with what the API server leaves of it then. */
  private static UdpFrontends ofType(String type) {
    String service =
        switch (type) {
          case "ClusterIP" ->
              service().replace("NodePort", "ClusterIP").replace(", nodePort: 30053", "");
          case "LoadBalancer" ->
              service().replace("NodePort", "LoadBalancer")
                  + "status: {loadBalancer: {ingress: [{ip: 198.51.100.1}]}}\n";
          case "ExternalName" ->
              """
              kind: Service
              metadata: {name: dns}
              spec: {type: ExternalName, externalName: example.org}
              """;
          default -> service();
        };
    return UdpFrontends.of(
        Fixtures.plan(Fixtures.clusterOf(service + slice("{addresses: [10.244.1.2]}"))));
  }

  private static String service() {
    return """
    kind: Service
    metadata: {name: dns}
    spec: {type: NodePort, clusterIP: 10.96.0.10, ports: [{port: 53, protocol: UDP, nodePort: 30053}]}
    """;
  }

  private static String slice(String endpoints) {
    return """
    ---
    kind: EndpointSlice
    metadata: {name: dns-1, labels: {kubernetes.io/service-name: dns}}
    addressType: IPv4
    ports: [{port: 53, protocol: UDP}]
    endpoints: [%s]
    """
        .formatted(endpoints);
  }
}
