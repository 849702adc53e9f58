package dev.servicelab.proxy.rules.iptables.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.servicelab.proxy.Fixtures;
import dev.servicelab.proxy.net.IpFamily;
import dev.servicelab.proxy.plan.NodePlan;
import dev.servicelab.proxy.plan.Planner;
import dev.servicelab.proxy.plan.ServicePortPlan;
import dev.servicelab.proxy.rules.iptables.Chain;
import dev.servicelab.proxy.rules.iptables.IptablesRules;
import dev.servicelab.state.ClusterSnapshot;
import dev.servicelab.state.generated.Mutation;
import dev.servicelab.state.generated.RandomCluster;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** A planner and a renderer that remember say the same as new ones, and do less. */
@SuppressWarnings("ReferenceEquality") // Being the same object is what is promised.
class CachedRulesTest {

  @Property(tries = 40)
  void rememberingChangesNothing(@ForAll long seed) {
    for (IptablesOptions options : everyLayout()) {
      for (IpFamily family : IpFamily.values()) {
        Planner planner = new Planner(Fixtures.NODE1, family);
        IptablesRenderer renderer = new IptablesRenderer(options);
        Mutation mutation = new Mutation(seed);
        ClusterSnapshot cluster = RandomCluster.proxied(RandomCluster.of(seed));
        for (int step = 0; step < 12; step++) {
          NodePlan plan = planner.plan(cluster);
          NodePlan fresh = new Planner(Fixtures.NODE1, family).plan(cluster);

          assertThat(plan).isEqualTo(fresh);
          assertThat(renderer.render(plan)).isEqualTo(new IptablesRenderer(options).render(fresh));
          cluster = mutation.of(cluster);
        }
      }
    }
  }

  @Test
  void whatHasNotChangedIsTheSameObject() {
    Planner planner = new Planner(Fixtures.NODE1, IpFamily.IPV4);
    IptablesRenderer renderer = new IptablesRenderer(IptablesOptions.defaults());
    ClusterSnapshot before = Fixtures.cluster("web");
    NodePlan plan = planner.plan(before);
    IptablesRules rules = renderer.render(plan);

    NodePlan later = planner.plan(withoutEndpoints(before, "web"));
    IptablesRules changed = renderer.render(later);

    assertThat(names(plan, later))
        .containsExactly("kube-system/kube-dns:dns", "kube-system/kube-dns:dns-tcp", "shop/empty");
    assertThat(kept(rules, changed)).hasSize(8).noneMatch(text -> text.contains("web"));
  }

  /** The cluster with all other objects the same. */
  private static ClusterSnapshot withoutEndpoints(ClusterSnapshot cluster, String service) {
    return new ClusterSnapshot(
        cluster.revision() + 1,
        cluster.services(),
        cluster.endpointSlices().stream()
            .filter(slice -> !slice.serviceName().equals(service))
            .toList(),
        cluster.nodes(),
        cluster.namespaces(),
        cluster.pods());
  }

  private static List<String> names(NodePlan one, NodePlan other) {
    return one.services().stream()
        .filter(plan -> other.services().stream().anyMatch(same -> same == plan))
        .map(ServicePortPlan::name)
        .map(Object::toString)
        .toList();
  }

  private static List<String> kept(IptablesRules one, IptablesRules other) {
    List<String> kept = new ArrayList<>();
    for (Chain chain : one.chains().values()) {
      if (other.chains().get(chain.id()) == chain) {
        kept.add(chain.toString());
      }
    }
    return kept;
  }

  private static List<IptablesOptions> everyLayout() {
    List<IptablesOptions> all = new ArrayList<>();
    for (Layout layout : Layout.values()) {
      all.add(IptablesOptions.defaults().with(layout));
    }
    return all;
  }
}
