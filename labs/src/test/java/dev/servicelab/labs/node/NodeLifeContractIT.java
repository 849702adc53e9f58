package dev.servicelab.labs.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** How nodes end: when a component ends, and when they are told to. */
@ExtendWith(ContractCluster.Shared.class)
class NodeLifeContractIT {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final String REGISTERED = "Successfully registered node";

  private final ContractCluster cluster;

  NodeLifeContractIT(ContractCluster cluster) {
    this.cluster = cluster;
  }

  @Test
  void aNodeEndsWhenAComponentEndsAndComesBackAsItself() {
    RawNode node = cluster.agent(cluster.token(), "--node-name=node8");
    await().atMost(SOON).until(() -> occurrences(node.log(), REGISTERED) == 1);
    node.run("sh", "-c", "kill -9 $(pidof containerd)");
    await().atMost(SOON).until(() -> !node.running());
    node.restart();
    await().atMost(SOON).until(() -> occurrences(node.log(), REGISTERED) == 2);
    assertThat(node.log()).doesNotContain("Node password rejected");
    String kubelet = node.shell("pgrep -f '[k]3s kubelet' || true").strip();
    assumeThat(kubelet).as("kubelet is a process of its own").isNotEmpty();
    node.run("kill", "-9", kubelet);
    await().atMost(SOON).until(() -> !node.running());
  }

  @Test
  void nodesStopInTwoSeconds() {
    RawNode server = cluster.raw(cluster.network(), "server", "--disable=coredns");
    RawNode agent = cluster.agent(cluster.token(), "--node-name=node7");
    await().atMost(SOON).until(() -> server.log().contains(REGISTERED));
    await().atMost(SOON).until(() -> agent.log().contains(REGISTERED));
    for (RawNode node : List.of(agent, server)) {
      node.terminate();
      await().atMost(Duration.ofSeconds(2)).until(() -> !node.running());
    }
  }

  private static int occurrences(String text, String part) {
    return text.split(part, -1).length - 1;
  }
}
