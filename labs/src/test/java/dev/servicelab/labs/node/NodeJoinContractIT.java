package dev.servicelab.labs.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may become a node, and by which command line: refusals in k3s's words. */
@ExtendWith(ContractCluster.Shared.class)
class NodeJoinContractIT {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final String AGENT = "/var/lib/rancher/k3s/agent/";

  private final ContractCluster cluster;

  NodeJoinContractIT(ContractCluster cluster) {
    this.cluster = cluster;
  }

  @ParameterizedTest
  @CsvSource({
    "agent, --cluster-cidr=10.0.0.0/8, -cluster-cidr",
    "agent, -disable-kube-proxy, -disable-kube-proxy",
    "server, --no-deploy=traefik, -no-deploy",
    "server, --disable traefik, -disable traefik"
  })
  void unknownAndWrongRoleFlagsAreRefused(String role, String argument, String named) {
    RawNode node = cluster.raw("none", role, argument);
    await().atMost(SOON).until(() -> !node.running());
    assertThat(node.exitCode()).isOne();
    assertThat(node.log())
        .contains("Incorrect Usage")
        .contains("flag provided but not defined: " + named)
        .contains("k3s " + role);
  }

  @Test
  void aNodeWithoutDefaultRouteDoesNotStart() {
    RawNode node = cluster.raw("none", "agent", "--server=https://nobody:6443");
    await().atMost(SOON).until(() -> !node.running());
    assertThat(node.exitCode()).isOne();
    assertThat(node.log()).contains("default route");
  }

  @Test
  void kubeProxyArgumentsAreReadEvenIfItIsDisabled() {
    RawNode node =
        cluster.agent(cluster.token(), "--node-name=node4", "--kube-proxy-arg=no-such-flag=1");
    await().atMost(SOON).until(() -> !node.running());
    assertThat(node.exitCode()).isOne();
    assertThat(node.log()).contains("no-such-flag");
  }

  @Test
  void aWrongTokenIsRefusedForEver() {
    RawNode node = cluster.agent("wrong", "--node-name=node5");
    String hash = "0".repeat(64);
    RawNode other = cluster.agent("K10" + hash + "::node:" + cluster.token(), "--node-name=node6");
    await().atMost(SOON).until(() -> node.log().contains("401 Unauthorized"));
    await().atMost(SOON).until(() -> other.log().contains("token CA hash does not match"));
    assertThat(node.running()).isTrue();
    assertThat(other.running()).isTrue();
    assertThat(cluster.client().nodes().list().getItems())
        .extracting(found -> found.getMetadata().getName())
        .contains("node2")
        .doesNotContain("node5", "node6");
  }

  @Test
  void aNodeNameBelongsToOneContainer() {
    RawNode impostor = cluster.agent(cluster.token(), "--node-name=node2");
    await().atMost(SOON).until(() -> impostor.log().contains("Node password rejected"));
    assertThat(impostor.running()).isTrue();
    assertThat(
            cluster
                .client()
                .secrets()
                .inNamespace("kube-system")
                .withName("node2.node-password.k3s")
                .require()
                .getData())
        .containsKey("hash");
  }

  @Test
  void componentsHaveIdentitiesOfTheirOwn() {
    assertThat(cluster.asKubelet("auth", "whoami")).contains("system:node:node2", "system:nodes");
    assertThat(cluster.asKubelet("auth", "can-i", "get", "secrets", "-n", "kube-system"))
        .contains("no");
    String token = cluster.token();
    assertThat(cluster.second().shell("grep -rl " + token + " " + AGENT + " /etc/rancher || true"))
        .as("files of an agent that hold the join secret")
        .isEmpty();
  }
}
