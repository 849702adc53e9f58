package dev.servicelab.proxy.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.servicelab.proxy.Fixtures;
import dev.servicelab.state.ClusterEvent;
import dev.servicelab.state.ClusterSnapshot;
import dev.servicelab.state.ObjectName;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MistypedAddressesTest {
  private static final String SLICE =
      """
      apiVersion: discovery.k8s.io/v1
      kind: EndpointSlice
      metadata: {name: web-1, namespace: shop, labels: {kubernetes.io/service-name: web}}
      addressType: %s
      ports: [{port: 80}]
      endpoints: [{addresses: ["%s"]}]
      """;

  private final List<ClusterEvent> events = new ArrayList<>();
  private final MistypedAddresses mistyped = new MistypedAddresses(events::add);

  @Test
  void eachIsToldOnce() {
    ClusterSnapshot wrong = Fixtures.clusterOf(SLICE.formatted("IPv6", "10.244.1.2"));
    mistyped.look(wrong);
    mistyped.look(wrong);

    assertThat(events)
        .containsExactly(
            new ClusterEvent(
                "Service",
                new ObjectName("shop", "web"),
                true,
                "KubeProxyIncorrectIPVersion",
                "GatherEndpoints",
                "10.244.1.2 in endpoints has incorrect IP version"));
  }

  @Test
  void aRightOneIsNot() {
    mistyped.look(Fixtures.clusterOf(SLICE.formatted("IPv4", "10.244.1.2")));
    assertThat(events).isEmpty();
  }
}
