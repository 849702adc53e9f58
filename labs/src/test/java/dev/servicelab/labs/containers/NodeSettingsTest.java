package dev.servicelab.labs.containers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class NodeSettingsTest {

  @Test
  void agentsGetNoFlagThatK3sAllowsOnServersOnly() {
    assertThat(Arrays.stream(NodeSettings.agentCommand(2)).map(flag -> flag.replaceAll("=.*", "")))
        .containsExactly("agent", "--node-name", "--server", "--resolv-conf");
  }

  @Test
  void theServerIsReachedByAgentsAndByThisMachine() {
    assertThat(NodeSettings.serverCommand("docker.example"))
        .contains("--tls-san=docker.example", "--tls-san=k3s-server", "--node-name=node1");
    assertThat(NodeSettings.agentCommand(3)).contains("--server=https://k3s-server:6443");
  }

  @Test
  void everyNodeHasAnUpstreamOfItsOwnInTheGuardedRange() {
    assertThat(NodeSettings.resolvConf(1)).isEqualTo("nameserver 192.0.2.53\n");
    assertThat(NodeSettings.resolvConf(3)).isEqualTo("nameserver 192.0.2.55\n");
    assertThat(NodeSettings.UPSTREAM_RANGE).isEqualTo("192.0.2.0/24");
  }

  @Test
  void theGuardLetsOnlyTheLabNetworkOut() {
    assertThat(Guard.rules(new LabNetwork("id", "172.18.0.0/16", "172.18.0.1")))
        .contains("ip daddr { 172.18.0.0/16, ", "rt ip nexthop 172.18.0.1 counter drop");
  }
}
