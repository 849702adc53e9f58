package dev.servicelab.proxy.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.servicelab.proxy.Fixtures;
import dev.servicelab.proxy.net.Cidr;
import dev.servicelab.proxy.net.IpFamily;
import dev.servicelab.proxy.plan.FrontendAddress.ClusterIp;
import dev.servicelab.proxy.plan.FrontendAddress.NodePort;
import dev.servicelab.proxy.plan.Verdict.Balance;
import dev.servicelab.proxy.plan.Verdict.Reject;
import dev.servicelab.state.ClusterSnapshot;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlannerTest {
  private static final String WEB =
      """
      kind: Service
      metadata: {name: web}
      spec: {clusterIP: 10.96.0.20, ports: [{name: http, port: 80}]}
      ---
      """;

  @Test
  void oneClusterGivesOnePlanInSortedOrder() {
    NodePlan plan = Fixtures.plan(Fixtures.cluster("web"));

    assertThat(plan.services())
        .extracting(service -> service.name().toString())
        .containsExactly(
            "kube-system/kube-dns:dns",
            "kube-system/kube-dns:dns-tcp",
            "shop/empty",
            "shop/web:http");
    assertThat(plan).isEqualTo(Fixtures.plan(Fixtures.cluster("web")));
  }

  @Test
  void onlyReadyEndpointsGetConnections() {
    ServicePortPlan web = Fixtures.plan(Fixtures.cluster("web")).services().getLast();

    assertThat(web.known()).hasSize(3);
    assertThat(web.frontends())
        .extracting(Frontend::address)
        .containsExactly(new ClusterIp("10.96.0.20", 80), new NodePort(30_080));
    assertThat(web.frontends())
        .allSatisfy(
            frontend ->
                assertThat(balanced(frontend))
                    .containsExactly("10.244.1.2:8080", "10.244.2.2:8080"));
  }

  @ParameterizedTest
  @CsvSource({
    // ready, serving, terminating of the first endpoint; of the second; who gets connections
    "true  true  false, true  true  false, 1 2",
    "true  true  false, false true  true,  1",
    "false true  true,  false true  true,  1 2",
    "false true  true,  false false true,  1",
    "false true  false, false false false, ''",
    "false false true,  false false false, ''",
  })
  void readyFirstThenServingWhileTerminating(String first, String second, String expected) {
    ClusterSnapshot cluster =
        Fixtures.clusterOf(WEB + slice("a", 1, first, "http") + slice("b", 2, second, "http"));

    Verdict verdict = Fixtures.plan(cluster).services().getFirst().frontends().getFirst().verdict();

    if (expected.isEmpty()) {
      assertThat(verdict).isEqualTo(new Reject());
    } else {
      assertThat(((Balance) verdict).endpoints())
          .extracting(endpoint -> endpoint.ip().substring("10.244.1.".length()))
          .containsExactly(expected.split(" "));
    }
  }

  @Test
  void slicesOfOtherPortsDoNotCount() {
    ClusterSnapshot cluster = Fixtures.clusterOf(WEB + slice("a", 1, "true true false", "metrics"));

    assertThat(Fixtures.plan(cluster).services().getFirst().known()).isEmpty();
  }

  @Test
  void anEndpointInTwoSlicesIsThereOnce() {
    ClusterSnapshot cluster =
        Fixtures.clusterOf(
            WEB
                + slice("a", 1, "true true false", "http")
                + slice("b", 1, "true true false", "http"));

    assertThat(Fixtures.plan(cluster).services().getFirst().known()).hasSize(1);
  }

  @Test
  void servicesOfTheOtherFamilyAreNotPlanned() {
    Planner ipv6 = new Planner(Fixtures.NODE1, IpFamily.IPV6);

    assertThat(ipv6.plan(Fixtures.cluster("web")).services()).isEmpty();
  }

  @Test
  void whoIsMasqueraded() {
    Cidr pods = Cidr.parse("10.244.0.0/16");

    assertThat(masquerades(new NodeView("node1", List.of(pods), false)))
        .containsExactly(
            new Masquerade.AllBut(new PodTraffic.FromRange(pods)), new Masquerade.Everybody());
    assertThat(masquerades(new NodeView("node1", List.of(), false)))
        .containsExactly(new Masquerade.Nobody(), new Masquerade.Everybody());
    assertThat(masquerades(new NodeView("node1", List.of(pods), true)))
        .containsOnly(new Masquerade.Everybody());
  }

  private static List<Masquerade> masquerades(NodeView node) {
    return new Planner(node, IpFamily.IPV4)
        .plan(Fixtures.cluster("web")).services().getLast().frontends().stream()
            .map(frontend -> ((Balance) frontend.verdict()).masquerade())
            .toList();
  }

  private static List<String> balanced(Frontend frontend) {
    return ((Balance) frontend.verdict()).endpoints().stream().map(Endpoint::toString).toList();
  }

  private static String slice(String name, int host, String conditions, String port) {
    String[] flags = conditions.split(" +");
    return """
    kind: EndpointSlice
    metadata: {name: web-%s, labels: {kubernetes.io/service-name: web}}
    addressType: IPv4
    ports: [{name: %s, port: 8080}]
    endpoints:
    - {addresses: [10.244.1.%d], conditions: {ready: %s, serving: %s, terminating: %s}}
    ---
    """
        .formatted(name, port, host, flags[0], flags[1], flags[2]);
  }
}
