package dev.servicelab.proxy.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.servicelab.proxy.config.fields.ConfigText;
import dev.servicelab.proxy.config.fields.Mode;
import dev.servicelab.proxy.config.fields.Values;
import dev.servicelab.proxy.net.Cidr;
import dev.servicelab.proxy.plan.DetectLocalMode;
import dev.servicelab.state.StateException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigFileTest {
  @TempDir private Path folder;

  @Test
  void zeroAndEmptyValuesMeanTheDefaults() throws IOException {
    ProxyConfig config =
        read(
            """
            apiVersion: kubeproxy.config.k8s.io/v1alpha1
            kind: KubeProxyConfiguration
            bindAddress: 0.0.0.0
            clientConnection: {kubeconfig: "", qps: 0, burst: 0, contentType: "", acceptContentTypes: ""}
            clusterCIDR: ""
            configSyncPeriod: 0s
            conntrack: {maxPerCore: null, min: null, tcpCloseWaitTimeout: null}
            enableProfiling: false
            healthzBindAddress: ""
            hostnameOverride: ""
            iptables: {masqueradeAll: false, masqueradeBit: null, minSyncPeriod: 0s, syncPeriod: 0s}
            ipvs: {excludeCIDRs: null, scheduler: "", strictARP: false}
            metricsBindAddress: ""
            mode: ""
            nodePortAddresses: null
            oomScoreAdj: null
            portRange: ""
            """);

    assertThat(config).isEqualTo(ConfigFile.defaults());
    assertThat(config.iptables().syncPeriod()).isEqualTo(Duration.ofSeconds(30));
    assertThat(config.iptables().minSyncPeriod()).isEqualTo(Duration.ofSeconds(1));
    assertThat(config.listeners().healthz()).isEqualTo(new InetSocketAddress("0.0.0.0", 10_256));
    assertThat(config.listeners().metrics())
        .isEqualTo(new InetSocketAddress(InetAddress.getLoopbackAddress(), 10_249));
    assertThat(config.iptables().localhostNodePorts()).isTrue();
    assertThat(config.iptables().masqueradeBit()).isEqualTo(14);
  }

  @Test
  void fieldsAreRead() throws IOException {
    ProxyConfig config =
        read(
            """
            kind: KubeProxyConfiguration
            mode: iptables
            clusterCIDR: 10.244.0.0/16,fd00:10:244::/56
            clientConnection: {kubeconfig: /var/lib/kube-proxy/kubeconfig.conf}
            iptables: {masqueradeAll: true, masqueradeBit: 4, minSyncPeriod: 100ms, syncPeriod: 1m30s, localhostNodePorts: false}
            nodePortAddresses: [127.0.0.0/8]
            healthzBindAddress: "127.0.0.1:1256"
            metricsBindAddress: ":1249"
            """);

    assertThat(config.detectLocal())
        .isEqualTo(
            new DetectLocalMode.ClusterCidr(
                List.of(Cidr.parse("10.244.0.0/16"), Cidr.parse("fd00:10:244::/56"))));
    assertThat(config.kubeconfig())
        .isEqualTo(Optional.of(Path.of("/var/lib/kube-proxy/kubeconfig.conf")));
    assertThat(config.iptables().syncPeriod()).isEqualTo(Duration.ofSeconds(90));
    assertThat(config.iptables().minSyncPeriod()).isEqualTo(Duration.ofMillis(100));
    assertThat(config.listeners().healthz().getPort()).isEqualTo(1256);
    assertThat(config.nodePortAddresses())
        .isEqualTo(new NodePortAddresses(false, List.of(Cidr.parse("127.0.0.0/8"))));
    assertThat(config.iptables().masqueradeAll()).isTrue();
  }

  @Test
  void eachWayToTellPodsFromOthers() throws IOException {
    assertThat(read("detectLocalMode: NodeCIDR").detectLocal())
        .isEqualTo(new DetectLocalMode.NodeCidr());
    assertThat(
            read("{detectLocalMode: BridgeInterface, detectLocal: {bridgeInterface: cni0}}")
                .detectLocal())
        .isEqualTo(new DetectLocalMode.BridgeInterface("cni0"));
    assertThat(
            read("{detectLocalMode: InterfaceNamePrefix, detectLocal: {interfaceNamePrefix: veth}}")
                .detectLocal())
        .isEqualTo(new DetectLocalMode.InterfaceNamePrefix("veth"));
  }

  @Test
  void anIpv6BindAddressDecidesWhereToListen() throws IOException {
    Listeners listeners = read("bindAddress: '::'").listeners();
    assertThat(listeners.healthz())
        .isEqualTo(new InetSocketAddress(InetAddress.ofLiteral("::"), 10_256));
    assertThat(listeners.metrics())
        .isEqualTo(new InetSocketAddress(InetAddress.ofLiteral("::1"), 10_249));
    assertThat(read("bindAddress: 192.0.2.7").bindAddress())
        .contains(InetAddress.ofLiteral("192.0.2.7"));
  }

  @Test
  void whatDoesNothingIsNamedOnlyIfItWouldDoSomething() throws IOException {
    Values values =
        ConfigFile.values(
            file(
                """
                featureGates: {NFTablesProxyMode: true}
                clientConnection: {qps: 5, burst: 20, contentType: ""}
                ipvs: {strictARP: false, scheduler: sh, tcpTimeout: 0s, excludeCIDRs: []}
                winkernel: {enableDSR: false}
                logging: {format: json, options: {json: {infoBufferSize: "0"}}, verbosity: 2}
                """));
    assertThat(values.withoutEffect())
        .containsExactly(
            "ipvs.scheduler",
            "featureGates",
            "clientConnection.burst",
            "logging.format",
            "logging.options");
  }

  @Test
  void theArticlesIpvsBlockIsRead() throws IOException {
    ProxyConfig config =
        read(
            """
            mode: "ipvs"
            iptables: {masqueradeAll: true, syncPeriod: 5s}
            ipvs:
              excludeCIDRs: [192.0.2.0/24]
              minSyncPeriod: 2s
              scheduler: "lc"
              strictARP: true
              syncPeriod: 2m
              tcpFinTimeout: 20s
              tcpTimeout: 5m
              udpTimeout: 10s
            """);

    assertThat(config.mode()).isEqualTo(Mode.IPVS);
    assertThat(config.ipvs())
        .isEqualTo(
            new IpvsSettings(
                Duration.ofMinutes(2),
                Duration.ofSeconds(2),
                "lc",
                List.of(Cidr.parse("192.0.2.0/24")),
                true,
                Duration.ofMinutes(5),
                Duration.ofSeconds(20),
                Duration.ofSeconds(10)));
    assertThat(config.syncPeriod()).isEqualTo(Duration.ofMinutes(2));
    assertThat(config.checkPeriod()).as("real servers are to go").hasMinutes(1);
    assertThat(config.minSyncPeriod()).isEqualTo(Duration.ofSeconds(2));
    assertThat(config.ipvs().hasTimeouts()).isTrue();
    assertThat(ConfigFile.defaults().ipvs().hasTimeouts()).isFalse();
    assertThat(ConfigFile.defaults().ipvs().scheduler()).isEqualTo("rr");
  }

  @Test
  void whatTheOtherModeWouldDoDoesNothing() throws IOException {
    Values values =
        ConfigFile.values(
            file(
                "{mode: ipvs, ipvs: {scheduler: sh}, iptables: {syncPeriod: 5s, masqueradeBit:"
                    + " 3}}"));

    assertThat(values.withoutEffect()).containsExactly("iptables.syncPeriod");
  }

  @Test
  void whatIsWrittenIsReadBackTheSame() throws IOException {
    Values values =
        ConfigFile.values(
            file(
                """
                featureGates: {A: true}
                nodePortAddresses: [primary, 10.0.0.0/8]
                iptables: {syncPeriod: 1m30s, masqueradeAll: true}
                serviceLab: {iptablesLayout: v1.9}
                """));
    String written = new ConfigText(values).yaml();
    assertThat(read(written)).isEqualTo(ConfigFile.settings(values));
    assertThat(new ConfigText(ConfigFile.values(file(written))).yaml()).isEqualTo(written);
    assertThat(written).contains("  syncPeriod: \"1m30s\"\n", "nodePortAddresses: [\"primary\"");
    String defaults = new ConfigText(Values.ofFlags(Map.of())).yaml();
    assertThat(defaults).doesNotContain("serviceLab").contains("  maxPerCore: 32768\n");
    assertThat(read(new ConfigText(Values.ofFlags(Map.of())).json()))
        .isEqualTo(ConfigFile.defaults());
  }

  @ParameterizedTest
  @CsvSource({"32768, 131072, 2, 131072", "32768, 131072, 8, 262144", "0, 131072, 8, 0"})
  void theConnectionTableGrowsWithTheMachine(int maxPerCore, int min, int cpus, int max) {
    Duration keep = Duration.ZERO;
    ConntrackSettings settings =
        new ConntrackSettings(maxPerCore, min, keep, keep, false, keep, keep);
    assertThat(settings.max(cpus)).isEqualTo(max);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "kind: Deployment | :1: kind: \"Deployment\": must be KubeProxyConfiguration",
        "mode: nftables | :1: mode: \"nftables\": is not built yet, use iptables or ipvs",
        "mode: magic | :1: mode: \"magic\": must be iptables, ipvs or nftables",
        "clusterCidr: x | :1: clusterCidr: is no field of KubeProxyConfiguration v1alpha1",
        "iptables: {masqueradeBit: 32} | :1: iptables.masqueradeBit: \"32\": must be 0..31",
        "iptables: {syncPeriod: soon} | :1: iptables.syncPeriod: \"soon\": is no duration such as"
            + " 30s or 1m30s",
        "iptables: {minSyncPeriod: 60s} | :1: iptables.minSyncPeriod: must not be longer than"
            + " syncPeriod",
        "clusterCIDR: 10.0.0.0 | :1: clusterCIDR: \"10.0.0.0\": is no address range: \"/\" and a"
            + " length are missing",
        "clusterCIDR: 10.0.0.0/8,11.0.0.0/8 | :1: clusterCIDR: \"10.0.0.0/8,11.0.0.0/8\": must have"
            + " one range per address family",
        "oomScoreAdj: 2000 | :1: oomScoreAdj: \"2000\": must be -1000..1000",
        "bindAddress: node1 | :1: bindAddress: \"node1\": is no IP address",
        "healthzBindAddress: 0.0.0.0:70000 | :1: healthzBindAddress: \"0.0.0.0:70000\": port must"
            + " be 1..65535",
        "nodePortAddresses: [primary, 10.1] | :1: nodePortAddresses[1]: \"10.1\": is no address"
            + " range: \"/\" and a length are missing",
        "detectLocalMode: Magic | :1: detectLocalMode: \"Magic\": must be one of ClusterCIDR,"
            + " NodeCIDR, BridgeInterface, InterfaceNamePrefix",
        "detectLocalMode: BridgeInterface | :1: detectLocalMode: BridgeInterface needs"
            + " detectLocal.bridgeInterface (--pod-bridge-interface)",
        "conntrack: {min: -1} | :1: conntrack.min: \"-1\": must be 0 or more",
        "conntrack: {udpTimeout: soon} | :1: conntrack.udpTimeout: \"soon\": is no duration such"
            + " as 30s or 1m30s",
        "ipvs: {excludeCIDRs: [x]} | :1: ipvs.excludeCIDRs[0]: \"x\": is no address range: \"/\""
            + " and a length are missing",
        "serviceLab: {iptablesLayout: v2} | :1: serviceLab.iptablesLayout: \"v2\": must be one of"
            + " current, v1.23, v1.9, is \"v2\"",
        "iptables: [] | :1: iptables: must be a mapping",
        "enableProfiling: maybe | :1: enableProfiling: \"maybe\": must be true or false",
      })
  void aWrongFieldIsPointedAt(String yaml, String message) {
    assertThatThrownBy(() -> read(yaml))
        .isInstanceOf(StateException.class)
        .hasMessage(folder.resolve("config.conf") + message);
  }

  private ProxyConfig read(String yaml) throws IOException {
    return ConfigFile.read(file(yaml));
  }

  private Path file(String yaml) throws IOException {
    return Files.writeString(folder.resolve("config.conf"), yaml);
  }
}
