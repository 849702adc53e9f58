package dev.servicelab.labs.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What is compared is compared under the same conditions. */
class ShippedTest {
  private final Shipped own = Shipped.proxy(Implementation.OWN);
  private final Shipped reference = Shipped.proxy(Implementation.REFERENCE);

  @Test
  void bothShipWithTheSameSettingsAndRights() {
    assertThat(own.settings()).isEqualTo(reference.settings()).containsKey("config.conf");
    assertThat(own.settings().get("config.conf")).contains("minSyncPeriod: 1s");
    assertThat(own.rights()).isEqualTo(reference.rights()).isNotEmpty();
  }

  @Test
  void theNodesNameIsPutIn() {
    assertThat(own.command("node7")).isEmpty();
    assertThat(own.arguments("node7")).contains("--hostname-override=node7");
    assertThat(reference.command("node7"))
        .startsWith("/usr/local/bin/kube-proxy")
        .contains("--hostname-override=node7");
  }
}
