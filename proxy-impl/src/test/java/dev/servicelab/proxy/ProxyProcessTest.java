package dev.servicelab.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.servicelab.proxy.ProxyProcess.End;
import dev.servicelab.proxy.kernel.NetworkNamespace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the program itself does, from its arguments to its exit code. */
class ProxyProcessTest {
  private static final String WEB = Fixtures.RESOURCES.resolve("manifests/web").toString();
  private static final String ROUTE_LOCALNET = "/proc/sys/net/ipv4/conf/all/route_localnet";

  @TempDir private Path folder;

  @BeforeAll
  static void onlyWhereNamespacesCanBeMade() {
    Optional<String> obstacle = NetworkNamespace.obstacle();
    assumeTrue(obstacle.isEmpty(), () -> obstacle.orElse(""));
  }

  @Test
  void initOnlySetsSysctlsAndNoRules() throws IOException, InterruptedException {
    End end =
        run(
            "echo 0 >" + ROUTE_LOCALNET,
            "cat " + ROUTE_LOCALNET + "; iptables-save | grep -c KUBE",
            "--init-only",
            "--conntrack-udp-timeout=77s",
            "--conntrack-max-per-core=0");

    assertThat(end.exitCode()).isZero();
    assertThat(end.output())
        .contains("set sysctl net/netfilter/nf_conntrack_udp_timeout to 77")
        .contains("--init-only: this node is set up")
        .endsWith("\n1\n0\n");
  }

  @Test
  void wrongFlagsAreOneLineAndExitCode2() throws IOException, InterruptedException {
    End end = run("true", "true", "--iptables-sync-period=soon");

    assertThat(end.exitCode()).isEqualTo(2);
    assertThat(end.output())
        .isEqualTo("--iptables-sync-period: \"soon\": is no duration such as 30s or 1m30s\n");
  }

  @Test
  void cleanupTakesOnlyWhatAProxyHasMade() throws IOException, InterruptedException {
    String rules =
        """
        iptables-restore -w <<END
        *nat
        :KUBE-SERVICES -
        :KUBE-SVC-67NZLRHBNDSAWJRO -
        -A PREROUTING -m comment --comment "kubernetes service portals" -j KUBE-SERVICES
        -A KUBE-SERVICES -d 10.96.0.20 -j KUBE-SVC-67NZLRHBNDSAWJRO
        COMMIT
        *filter
        -A INPUT -p tcp --dport 9 -j DROP
        COMMIT
        END
        """;
    End end = run(rules + "iptables-save | grep -c KUBE", "iptables-save", "--cleanup");

    assertThat(end.exitCode()).isZero();
    assertThat(end.output()).startsWith("4\n").contains("--dport 9 -j DROP");
    assertThat(end.output().substring(end.output().indexOf("*"))).doesNotContain("KUBE-");
  }

  @Test
  void withoutItsToolsItEndsWithExitCodeOne() throws IOException, InterruptedException {
    End end =
        run("PATH=/none", "true", "--manifests=" + WEB, "--iptables-localhost-nodeports=false");

    assertThat(end.exitCode()).isEqualTo(1);
    assertThat(end.output()).contains("iptables cannot be run: ");
  }

  @Test
  void aTakenAddressEndsItIfItShould() throws IOException, InterruptedException {
    End end =
        run(
            "ip link set lo up",
            "true",
            "--manifests=" + WEB,
            "--bind-address-hard-fail",
            "--healthz-bind-address=127.0.0.1:10249");

    assertThat(end.exitCode()).isEqualTo(1);
    assertThat(end.output()).contains("cannot listen on 127.0.0.1:10249: Address already in use");
  }

  @Test
  void writesTheConfigurationThatHolds() throws IOException, InterruptedException {
    Path written = folder.resolve("written.conf");
    End end = run("true", "true", "--masquerade-all", "--write-config-to", written.toString());

    assertThat(end.exitCode()).isZero();
    assertThat(Files.readString(written)).contains("\n  masqueradeAll: true\n");
  }

  @Test
  void endsWhenItsConfigurationIsEdited() throws IOException, InterruptedException {
    Path config = Files.writeString(folder.resolve("config.conf"), "conntrack: {maxPerCore: 0}\n");
    try (ProxyProcess proxy = started(config)) {
      Files.writeString(config, "mode: iptables\n");

      assertEndsToBeStartedAgain(proxy, config);
    }
  }

  @Test
  void goesOnWhenItsConfigMapIsEdited() throws IOException, InterruptedException {
    Path first = Files.createDirectory(folder.resolve("..1"));
    Path second = Files.createDirectory(folder.resolve("..2"));
    Files.writeString(first.resolve("config.conf"), "featureGates: {A: true}\n");
    Files.writeString(second.resolve("config.conf"), "mode: iptables\n");
    Path data = Files.createSymbolicLink(folder.resolve("..data"), Path.of("..1"));
    Path config =
        Files.createSymbolicLink(folder.resolve("config.conf"), Path.of("..data/config.conf"));
    try (ProxyProcess proxy = started(config)) {
      assertThat(proxy.output())
          .contains("accepted, but without effect here: featureGates")
          .contains("with --config these flags are ignored: --masquerade-all");
      // As kubelet does it: a new link beside the old one, then renamed over it.
      Path next = Files.createSymbolicLink(folder.resolve("..data_tmp"), Path.of("..2"));
      Files.move(next, data, StandardCopyOption.ATOMIC_MOVE);
      Path read = first.resolve("config.conf");

      assertThat(proxy.inside("curl -s localhost:10249/proxyMode")).isEqualTo("iptables");
      assertThat(proxy.output()).doesNotContain("was edited");
      // The file itself is another matter.
      Files.writeString(read, "mode: iptables\n");
      assertEndsToBeStartedAgain(proxy, read);
    }
  }

  @Test
  void tellsAboutItself() throws IOException, InterruptedException {
    Path config = Files.writeString(folder.resolve("config.conf"), "conntrack: {maxPerCore: 0}\n");
    try (ProxyProcess proxy = started(config)) {
      await()
          .untilAsserted(
              () ->
                  assertThat(proxy.inside("curl -s localhost:10256/healthz"))
                      .contains("\"healthy\":true,\"status\":{\"IPv4\"", "\"IPv6\""));
      assertThat(proxy.inside("curl -s localhost:10249/proxyMode")).isEqualTo("iptables");
      assertThat(proxy.inside("curl -s localhost:10249/configz"))
          .startsWith("{\"kubeproxy.config.k8s.io\":{")
          .contains("\"maxPerCore\":0");
      assertThat(proxy.inside("curl -s localhost:10249/rules?service=shop/web"))
          .contains("# Service shop/web spec.clusterIP");
      assertThat(proxy.inside("curl -s localhost:10249/metrics"))
          .contains("kubeproxy_proxy_healthz_total{code=\"200\"}");
      assertThat(proxy.inside("curl -s 'localhost:10249/explain?from=node&to=127.0.0.1:30080'"))
          .contains("Service shop/web, spec.ports[http].nodePort");
    }
  }

  private ProxyProcess started(Path config) throws IOException {
    ProxyProcess proxy =
        ProxyProcess.start(
            folder,
            "ip link set lo up",
            "true",
            "--config=" + config,
            "--manifests=" + WEB,
            "--hostname-override=node1",
            "--masquerade-all");
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> assertThat(proxy.output()).contains("revision 1: "));
    return proxy;
  }

  private static void assertEndsToBeStartedAgain(ProxyProcess proxy, Path config)
      throws IOException, InterruptedException {
    End end = proxy.end();
    assertThat(end.exitCode()).isZero();
    assertThat(end.output()).contains(config + " was edited: ending, to be started again");
  }

  private End run(String before, String after, String... arguments)
      throws IOException, InterruptedException {
    try (ProxyProcess proxy = ProxyProcess.start(folder, before, after, arguments)) {
      return proxy.end();
    }
  }
}
