package dev.servicelab.labs.containers;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NodeSettingsTest {

  @Test
  void agentsGetNoFlagThatK3sAllowsOnServersOnly() {
    assertThat(Arrays.stream(NodeSettings.agentCommand(2)).map(flag -> flag.replaceAll("=.*", "")))
        .containsExactly("agent", "--node-name", "--server", "--resolv-conf");
  }

  @Test
  void theServerIsReachedByAgentsAndByThisMachine() {
    assertThat(settings(AddressRanges.IPV4).serverCommand("docker.example"))
        .contains("--tls-san=docker.example", "--tls-san=k3s-server", "--node-name=node1")
        .contains("--service-cidr=10.96.0.0/12");
    assertThat(NodeSettings.agentCommand(3)).contains("--server=https://k3s-server:6443");
  }

  @Test
  void aDualStackServerHasARangeOfEachFamily() {
    assertThat(settings(AddressRanges.DUAL_STACK).serverCommand("docker.example"))
        .contains(
            "--service-cidr=10.96.0.0/12,fd00:10:96::/112",
            "--cluster-cidr=10.244.0.0/16,fd00:10:244::/56");
  }

  @Test
  void everyNodeAsksAResolverOfItsOwn() {
    NodeSettings settings = settings(AddressRanges.IPV4);
    assertThat(settings.resolvConf(1)).isEqualTo("nameserver 172.18.0.2\n");
    assertThat(settings.resolvConf(2)).isEqualTo("nameserver 172.18.0.3\n");
  }

  @Test
  void theGuardLetsOnlyTheLabNetworkOut() {
    assertThat(Guard.rules(new LabNetwork("id", "172.18.0.0/16", "172.18.0.1")))
        .contains("ip daddr { 172.18.0.0/16, ", "rt ip nexthop 172.18.0.1 counter drop");
  }

  private static NodeSettings settings(AddressRanges ranges) {
    return new NodeSettings(
        "4f2a",
        "node",
        Path.of("images.tar"),
        null,
        ranges,
        new LabNetwork("id", "172.18.0.0/16", "172.18.0.1"),
        "token",
        Map.of(),
        List.of("172.18.0.2", "172.18.0.3"),
        new Creations());
  }
}
