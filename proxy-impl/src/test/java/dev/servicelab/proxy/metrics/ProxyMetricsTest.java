package dev.servicelab.proxy.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.servicelab.proxy.Fixtures;
import dev.servicelab.proxy.apply.SyncListener;
import dev.servicelab.proxy.apply.Synced;
import dev.servicelab.proxy.conntrack.Cleaned;
import dev.servicelab.state.ClusterSnapshot;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProxyMetricsTest {
  private static final Synced NOTHING =
      new Synced(
          ClusterSnapshot.empty(),
          Fixtures.plan(ClusterSnapshot.empty()),
          Fixtures.rules(ClusterSnapshot.empty()),
          Map.of(),
          Cleaned.UNTOUCHED);

  @Test
  void countsSyncsUnderKubeProxysNames() {
    ProxyMetrics metrics =
        new ProxyMetrics(Clock.fixed(Instant.ofEpochSecond(100), ZoneOffset.UTC));
    metrics.queued();
    metrics.succeeded(SyncListener.Kind.FULL, Duration.ofMillis(3), NOTHING);
    metrics.failed(SyncListener.Kind.FULL, Duration.ofSeconds(100));

    assertThat(metrics.text().lines())
        .contains(
            "kubeproxy_sync_proxy_rules_duration_seconds_bucket{ip_family=\"IPv4\",le=\"0.002\"} 0",
            "kubeproxy_sync_proxy_rules_duration_seconds_bucket{ip_family=\"IPv4\",le=\"0.004\"} 1",
            "kubeproxy_sync_proxy_rules_duration_seconds_bucket{ip_family=\"IPv4\",le=\"+Inf\"} 2",
            "kubeproxy_sync_proxy_rules_duration_seconds_count{ip_family=\"IPv4\"} 2",
            "kubeproxy_sync_proxy_rules_last_timestamp_seconds{ip_family=\"IPv4\"} 100.0",
            "kubeproxy_sync_proxy_rules_iptables_restore_failures_total{ip_family=\"IPv4\"} 1");
  }
}
