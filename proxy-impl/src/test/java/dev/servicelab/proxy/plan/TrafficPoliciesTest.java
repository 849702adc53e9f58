package dev.servicelab.proxy.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.servicelab.proxy.Fixtures;
import dev.servicelab.proxy.net.IpFamily;
import dev.servicelab.proxy.plan.Verdict.Balance;
import dev.servicelab.proxy.plan.Verdict.Drop;
import dev.servicelab.proxy.plan.Verdict.Reject;
import dev.servicelab.proxy.plan.Verdict.ShortCircuit;
import dev.servicelab.state.ObjectName;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who gets which endpoints, over the Services in manifests/local-policy and manifests/topology. */
class TrafficPoliciesTest {
  private static final NodePlan LOCAL_POLICY = Fixtures.plan(Fixtures.cluster("local-policy"));
  private static final NodePlan TOPOLOGY = Fixtures.plan(Fixtures.cluster("topology"));

  @ParameterizedTest
  @CsvSource({
    // Service; what its ClusterIP does, what its last external address does, pods | others
    "here, 10.244.1.71 10.244.2.71, 10.244.1.71 10.244.2.71 | 10.244.1.71",
    "elsewhere, 10.244.2.72, 10.244.2.72 | drop",
    "nowhere, reject, reject",
    "inside-here, 10.244.1.74, ''",
    "inside-elsewhere, drop, ''",
    "inside-only, 10.244.1.76, 10.244.1.76 10.244.2.76",
    "leaving, 10.244.1.77, 10.244.2.77 | 10.244.1.77",
    "both-elsewhere, drop, 10.244.2.78 | drop",
    "all-leaving, 10.244.1.79 10.244.2.79, 10.244.1.79 10.244.2.79 | 10.244.1.79",
  })
  void localOrNot(String service, String inside, String outside) {
    List<Frontend> frontends = port(LOCAL_POLICY, service).frontends();

    assertThat(text(frontends.getFirst().verdict())).isEqualTo(inside);
    assertThat(frontends.size() == 1 ? "" : text(frontends.getLast().verdict())).isEqualTo(outside);
  }

  @ParameterizedTest
  @CsvSource({
    "zonal, 10.244.1.91 10.244.3.91",
    "half, 10.244.1.92 10.244.2.92",
    "foreign, 10.244.1.93 10.244.2.93",
    "nodal, 10.244.1.94",
    "last, 10.244.1.95 10.244.2.95",
  })
  void nearOrAll(String service, String endpoints) {
    assertThat(text(port(TOPOLOGY, service).frontends().getFirst().verdict())).isEqualTo(endpoints);
  }

  @Test
  void whoDropsForWantOfAnEndpointHereIsCounted() {
    assertThat(LOCAL_POLICY.noLocalEndpointsInternal()).isEqualTo(2);
    assertThat(LOCAL_POLICY.noLocalEndpointsExternal()).isEqualTo(3);
  }

  @Test
  void healthChecksCountAddressesThatAreReadyAndHere() {
    assertThat(LOCAL_POLICY.healthChecks())
        .containsExactly(
            new HealthCheck(new ObjectName("default", "broken"), 31_711, 0),
            new HealthCheck(new ObjectName("default", "elsewhere"), 31_702, 0),
            new HealthCheck(new ObjectName("default", "here"), 31_701, 1),
            new HealthCheck(new ObjectName("default", "ranges-elsewhere"), 31_710, 0));
  }

  @Test
  void healthChecksOfTheOtherFamilyCountItsOwnAddresses() {
    NodePlan ipv6 = new Planner(Fixtures.NODE1, IpFamily.IPV6).plan(Fixtures.cluster("dual-stack"));

    assertThat(ipv6.healthChecks())
        .containsExactly(new HealthCheck(new ObjectName("default", "web"), 31_001, 1));
  }

  private static ServicePortPlan port(NodePlan plan, String service) {
    return plan.services().stream()
        .filter(one -> one.name().service().equals(service))
        .findFirst()
        .orElseThrow();
  }

  private static String text(Verdict verdict) {
    return switch (verdict) {
      case Balance balance -> text(balance.endpoints());
      case ShortCircuit way -> text(way.anywhere()) + " | " + text(way.others());
      case Drop() -> "drop";
      case Reject() -> "reject";
    };
  }

  private static String text(List<Endpoint> endpoints) {
    return endpoints.stream().map(Endpoint::ip).collect(Collectors.joining(" "));
  }
}
