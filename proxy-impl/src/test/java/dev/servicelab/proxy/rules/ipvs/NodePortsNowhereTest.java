package dev.servicelab.proxy.rules.ipvs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.servicelab.proxy.Fixtures;
import dev.servicelab.proxy.net.Cidr;
import dev.servicelab.proxy.net.IpFamily;
import dev.servicelab.proxy.plan.Planner;
import dev.servicelab.proxy.rules.ipvs.render.IpvsOptions;
import dev.servicelab.proxy.rules.ipvs.render.IpvsRenderer;
import dev.servicelab.proxy.rules.ipvs.render.OwnAddresses;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Where no address of the node is in {@code nodePortAddresses}, kube-proxy 1.34.4 has nothing for
 * node ports, and nothing for the health checks of Services that have one: {@code lab equal proxy
 * --mode ipvs}.
 */
class NodePortsNowhereTest {
  private static final Set<KubeSet> OF_NODE_PORTS =
      EnumSet.of(
          KubeSet.NODE_PORT_TCP, KubeSet.NODE_PORT_LOCAL_TCP, KubeSet.HEALTH_CHECK_NODE_PORT);

  @Test
  void setsOfNodePortsAreEmptyThen() {
    assertThat(filled("10.0.0.0/8")).containsAll(OF_NODE_PORTS);
    assertThat(filled("192.0.2.0/24")).doesNotContainAnyElementsOf(OF_NODE_PORTS).isNotEmpty();
  }

  private static Set<KubeSet> filled(String range) {
    OwnAddresses own =
        OwnAddresses.of(List.of("10.0.0.2"), List.of(Cidr.parse(range)), IpFamily.IPV4);
    IpvsTables tables =
        new IpvsRenderer(IpvsOptions.defaults())
            .render(
                new Planner(Fixtures.NODE1, IpFamily.IPV4).plan(Fixtures.cluster("local-policy")),
                own)
            .tables();
    Set<KubeSet> filled = EnumSet.noneOf(KubeSet.class);
    tables
        .sets()
        .forEach(
            (set, entries) -> {
              if (!entries.isEmpty()) {
                filled.add(set);
              }
            });
    return filled;
  }
}
