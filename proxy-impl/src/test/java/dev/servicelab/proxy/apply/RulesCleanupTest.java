package dev.servicelab.proxy.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.servicelab.proxy.Fixtures;
import dev.servicelab.proxy.kernel.NetworkNamespace;
import dev.servicelab.proxy.net.IpFamily;
import dev.servicelab.proxy.rules.iptables.render.IptablesOptions;
import dev.servicelab.proxy.tools.ToolResult;
import dev.servicelab.state.generated.RandomCluster;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code --cleanup}: what goes, and what stays. */
class RulesCleanupTest {
  private static final List<String> OTHERS =
      List.of(
          "-N KUBE-FIREWALL",
          "-A INPUT -j KUBE-FIREWALL",
          "-A OUTPUT -j KUBE-FIREWALL",
          "-A INPUT -s 192.0.2.1 -j DROP",
          "-t mangle -N KUBE-IPTABLES-HINT",
          "-t mangle -N KUBE-KUBELET-CANARY",
          "-t nat -N CNI-HOSTPORT",
          "-t nat -A PREROUTING -j CNI-HOSTPORT");

  /** A few of what a proxy in ipvs mode makes. */
  private static final List<String> IPVS =
      List.of(
          "-N KUBE-IPVS-FILTER",
          "-A KUBE-IPVS-FILTER -j RETURN",
          "-I INPUT -m comment --comment ipvs -j KUBE-IPVS-FILTER",
          "-t nat -N KUBE-LOAD-BALANCER");

  @BeforeAll
  static void needsANamespace() {
    Optional<String> obstacle = NetworkNamespace.obstacle();
    assumeTrue(obstacle.isEmpty(), () -> obstacle.orElse(""));
  }

  @ParameterizedTest
  @EnumSource(names = {"NFT", "LEGACY"})
  void onlyWhatAProxyHasMadeGoes(NetworkNamespace.Tools tools) {
    try (NetworkNamespace namespace = NetworkNamespace.open(tools)) {
      for (String tool : List.of("iptables", "ip6tables")) {
        OTHERS.forEach(
            line ->
                iptables(
                    namespace,
                    tool,
                    tool.startsWith("ip6") ? line.replace("192.0.2.1", "2001:db8::1") : line));
      }
      List<String> before = dump(namespace);
      for (IpFamily family : IpFamily.values()) {
        new FamilyProxy(family, Fixtures.NODE1, IptablesOptions.defaults(), namespace)
            .sync(RandomCluster.of(7), false);
      }
      IPVS.forEach(line -> iptables(namespace, "iptables", line));
      assertThat(dump(namespace)).hasSizeGreaterThan(before.size() + 20);

      assertThat(RulesCleanup.run(namespace)).isEmpty();

      assertThat(dump(namespace)).containsExactlyInAnyOrderElementsOf(before);
    }
  }

  @Test
  void whatCannotBeRemovedIsTold() {
    List<String> left =
        RulesCleanup.run(
            (command, input) ->
                command.getFirst().startsWith("ip6")
                    ? new ToolResult(1, "", "no such table\n")
                    : new ToolResult(0, "", ""));

    assertThat(left).containsExactly("IPv6: ip6tables-save: no such table");
  }

  private static void iptables(NetworkNamespace namespace, String tool, String line) {
    namespace.expect((tool + " " + line).split(" "));
  }

  private static List<String> dump(NetworkNamespace namespace) {
    // The localnet rule is in kubelet's chain, and kubelet makes the same one.
    return (namespace.expect("iptables-save") + namespace.expect("ip6tables-save"))
        .lines()
        .filter(line -> line.startsWith("-A") || line.startsWith(":"))
        .filter(line -> !line.contains("block incoming localnet connections"))
        .map(line -> line.replaceFirst(" \\[.*", ""))
        .toList();
  }
}
