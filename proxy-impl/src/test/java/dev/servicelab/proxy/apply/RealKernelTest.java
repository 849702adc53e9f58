package dev.servicelab.proxy.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.servicelab.proxy.Fixtures;
import dev.servicelab.proxy.conntrack.UdpCleaner;
import dev.servicelab.proxy.kernel.NetworkNamespace;
import dev.servicelab.proxy.net.IpFamily;
import dev.servicelab.proxy.rules.iptables.IptablesPrinter;
import dev.servicelab.proxy.rules.iptables.IptablesRules;
import dev.servicelab.proxy.tools.ToolResult;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The same rules in a real kernel, by the real tools, in a network namespace. */
class RealKernelTest {
  private static final IptablesPrinter PRINTER = new IptablesPrinter(IpFamily.IPV4);

  @BeforeAll
  static void needsANamespace() {
    Optional<String> obstacle = NetworkNamespace.obstacle();
    obstacle.ifPresent(reason -> System.err.println("RealKernelTest skipped: " + reason));
    assumeTrue(obstacle.isEmpty(), () -> obstacle.orElse(""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"web", "rollout", "external", "source-ranges"})
  void theKernelHoldsExactlyTheGoldenRules(String folder) {
    try (NetworkNamespace namespace = NetworkNamespace.open()) {
      IptablesRules wanted = Fixtures.rules(Fixtures.cluster(folder));
      new IptablesBackend(namespace, IpFamily.IPV4).apply(wanted);

      assertThat(lines(namespace.expect("iptables-save")))
          .containsExactlyInAnyOrderElementsOf(lines(PRINTER.print(wanted)));
    }
  }

  @Test
  void aRestartFindsNothingToDo() {
    try (NetworkNamespace namespace = NetworkNamespace.open()) {
      IptablesRules wanted = Fixtures.rules(Fixtures.cluster("web"));
      new IptablesBackend(namespace, IpFamily.IPV4).apply(wanted);

      assertThat(new IptablesBackend(namespace, IpFamily.IPV4).apply(wanted).isEmpty()).isTrue();
    }
  }

  @Test
  void whatIsGoneFromTheClusterGoesFromTheKernel() {
    try (NetworkNamespace namespace = NetworkNamespace.open()) {
      IptablesBackend backend = new IptablesBackend(namespace, IpFamily.IPV4);
      backend.apply(Fixtures.rules(Fixtures.cluster("web")));
      backend.apply(Fixtures.rules(Fixtures.cluster("rollout")));

      assertThat(namespace.expect("iptables-save", "-t", "nat"))
          .contains("default/api cluster IP")
          .doesNotContain("shop/web")
          .doesNotContain("10.244.1.2");
    }
  }

  /** Nobody listens, so a connection that comes through is refused: it has not been dropped. */
  @ParameterizedTest
  @CsvSource({"192.0.2.200, true", "192.0.2.100, false"})
  void onlyClientsInTheSourceRangesComeThrough(String client, boolean through) {
    try (NetworkNamespace namespace = NetworkNamespace.open()) {
      namespace.expect("ip", "link", "set", "lo", "up");
      for (String address : List.of(client, "10.244.1.5")) {
        namespace.expect("ip", "address", "add", address, "dev", "lo");
      }
      namespace.expect("ip", "route", "add", "default", "dev", "lo", "src", client);
      IptablesRules wanted = Fixtures.rules(Fixtures.cluster("source-ranges"));
      new IptablesBackend(namespace, IpFamily.IPV4).apply(wanted);

      ToolResult result =
          namespace.run(List.of("timeout", "1", "bash", "-c", ": </dev/tcp/198.51.100.20/80"), "");

      assertThat(result.stderr().contains("Connection refused"))
          .as("%s", result)
          .isEqualTo(through);
      assertThat(result.exitCode())
          .as("124 is the time limit: %s", result)
          .isEqualTo(through ? 1 : 124);
    }
  }

  @Test
  void staleUdpConnectionsAreDeleted() {
    try (NetworkNamespace namespace = NetworkNamespace.open()) {
      connection(namespace, "10.96.0.10", "10.244.9.9");
      connection(namespace, "10.96.0.10", "10.244.1.5");
      connection(namespace, "192.0.2.53", "192.0.2.53");

      new UdpCleaner(namespace, IpFamily.IPV4).clean(Fixtures.plan(Fixtures.cluster("web")));

      assertThat(namespace.expect("conntrack", "-L", "-p", "udp"))
          .doesNotContain("src=10.244.9.9")
          .contains("src=10.244.1.5")
          .contains("src=192.0.2.53");
    }
  }

  private static void connection(NetworkNamespace namespace, String to, String by) {
    namespace.expect(
        ("conntrack -I -p udp -t 60 --orig-src 10.244.1.9 --orig-dst "
                + to
                + " --orig-port-src 4000"
                + by.charAt(by.length() - 1)
                + " --orig-port-dst 53 --reply-src "
                + by
                + " --reply-dst 10.244.1.9 --reply-port-src 53 --reply-port-dst 4000"
                + by.charAt(by.length() - 1))
            .split(" "));
  }

  /** Rules, and chains that are ours: what a dump says whatever tool made it. */
  private static List<String> lines(String dump) {
    return dump.lines()
        .filter(line -> line.startsWith("-A") || line.startsWith(":KUBE") || line.startsWith("*"))
        .toList();
  }
}
