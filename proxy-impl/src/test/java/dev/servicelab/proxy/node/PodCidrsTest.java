package dev.servicelab.proxy.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.servicelab.proxy.plan.DetectLocalMode;
import dev.servicelab.state.ClusterSnapshot;
import dev.servicelab.state.NodeRecord;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class PodCidrsTest {
  private final Ending ending = new Ending();

  @Test
  void areWaitedForOnlyWherePodsAreKnownByThem() {
    PodCidrs needed = new PodCidrs(new DetectLocalMode.NodeCidr(), "node1", ending);
    assertThat(needed.allow(node("node1"))).isFalse();
    assertThat(needed.allow(node("node2", "10.244.2.0/24"))).isFalse();
    assertThat(needed.allow(node("node1", "10.244.1.0/24"))).isTrue();
    assertThat(needed.known()).containsExactly("10.244.1.0/24");

    DetectLocalMode other = new DetectLocalMode.BridgeInterface("cni0");
    assertThat(new PodCidrs(other, "node1", ending).allow(node("node1"))).isTrue();
  }

  @Test
  @Timeout(10)
  void theProxyEndsIfTheyChange() throws InterruptedException {
    PodCidrs needed = new PodCidrs(new DetectLocalMode.NodeCidr(), "node1", ending);
    needed.allow(node("node1", "10.244.1.0/24"));
    assertThat(needed.allow(node("node1", "10.244.7.0/24"))).isFalse();
    assertThat(ending.await()).isEqualTo(1);
  }

  private static ClusterSnapshot node(String name, String... podCidrs) {
    NodeRecord node = new NodeRecord(name, Map.of(), List.of(), List.of(podCidrs), false);
    return new ClusterSnapshot(1, List.of(), List.of(), List.of(node), List.of(), List.of());
  }
}
