package dev.servicelab.proxy.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.servicelab.proxy.net.Cidr;
import dev.servicelab.state.StateException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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
    assertThat(config.syncPeriod()).isEqualTo(Duration.ofSeconds(30));
    assertThat(config.minSyncPeriod()).isEqualTo(Duration.ofSeconds(1));
    assertThat(config.healthzAddress()).isEqualTo(new InetSocketAddress("0.0.0.0", 10_256));
    assertThat(config.metricsAddress())
        .isEqualTo(new InetSocketAddress(InetAddress.getLoopbackAddress(), 10_249));
    assertThat(config.localhostNodePorts()).isTrue();
    assertThat(config.masqueradeBit()).isEqualTo(14);
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

    assertThat(config.clusterCidrs())
        .containsExactly(Cidr.parse("10.244.0.0/16"), Cidr.parse("fd00:10:244::/56"));
    assertThat(config.kubeconfig())
        .isEqualTo(Optional.of(Path.of("/var/lib/kube-proxy/kubeconfig.conf")));
    assertThat(config.syncPeriod()).isEqualTo(Duration.ofSeconds(90));
    assertThat(config.minSyncPeriod()).isEqualTo(Duration.ofMillis(100));
    assertThat(config.healthzAddress().getPort()).isEqualTo(1256);
    assertThat(config.nodePortAddresses()).hasSize(1);
    assertThat(config.masqueradeAll()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "kind: Deployment | :1: kind: must be KubeProxyConfiguration",
        "mode: ipvs | :1: mode: mode ipvs is not built yet, use iptables",
        "mode: magic | :1: mode: must be iptables, ipvs or nftables, is \"magic\"",
        "clusterCidr: x | :1: clusterCidr: is no field of KubeProxyConfiguration v1alpha1",
        "iptables: {masqueradeBit: 32} | :1: iptables.masqueradeBit: must be 0..31, is 32",
        "iptables: {syncPeriod: soon} | :1: iptables.syncPeriod: \"soon\": is no duration such as"
            + " 30s or 1m30s",
        "iptables: {minSyncPeriod: 60s} | :1: iptables.minSyncPeriod: must not be longer than"
            + " syncPeriod",
        "clusterCIDR: 10.0.0.0 | :1: clusterCIDR: \"10.0.0.0\": is no address range: \"/\" and a"
            + " length are missing",
        "clusterCIDR: 10.0.0.0/8,11.0.0.0/8 | :1: clusterCIDR: \"10.0.0.0/8,11.0.0.0/8\": must have"
            + " one range per address family",
      })
  void aWrongFieldIsPointedAt(String yaml, String message) {
    assertThatThrownBy(() -> read(yaml))
        .isInstanceOf(StateException.class)
        .hasMessage(folder.resolve("config.conf") + message);
  }

  private ProxyConfig read(String yaml) throws IOException {
    return ConfigFile.read(Files.writeString(folder.resolve("config.conf"), yaml));
  }
}
