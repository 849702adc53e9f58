package dev.servicelab.labs.steps.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** The text of the ConfigMap with other values. */
class ProxyConfigurationTest {
  private static final String TEXT =
      """
      kind: KubeProxyConfiguration
      iptables:
        minSyncPeriod: 1s
        syncPeriod: 30s
      ipvs:
        excludeCIDRs: null
        minSyncPeriod: 1s
        syncPeriod: 30s
      mode: "iptables"
      """;

  @Test
  void aFieldOfABlockIsThatBlocksOwn() {
    assertThat(ProxyConfiguration.with(TEXT, "ipvs.syncPeriod", "6s"))
        .isEqualTo(TEXT.replace("  syncPeriod: 30s\nmode", "  syncPeriod: 6s\nmode"));
    assertThat(ProxyConfiguration.with(TEXT, "iptables.syncPeriod", "6s"))
        .isEqualTo(TEXT.replace("  syncPeriod: 30s\nipvs", "  syncPeriod: 6s\nipvs"));
  }

  @Test
  void otherFieldsAreReplacedOrAdded() {
    assertThat(ProxyConfiguration.with(TEXT, "mode", "\"ipvs\"")).endsWith("\nmode: \"ipvs\"\n");
    assertThat(ProxyConfiguration.with(TEXT, "bindAddressHardFail", "true"))
        .isEqualTo(TEXT + "bindAddressHardFail: true\n");
  }

  @Test
  void aBlockIsNotInvented() {
    assertThatThrownBy(() -> ProxyConfiguration.with(TEXT, "nftables.syncPeriod", "6s"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("nftables.syncPeriod");
    assertThatThrownBy(() -> ProxyConfiguration.with(TEXT, "iptables.excludeCIDRs", "[]"))
        .isInstanceOf(AssertionError.class);
  }
}
