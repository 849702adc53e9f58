package dev.servicelab.proxy.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.servicelab.proxy.Fixtures;
import dev.servicelab.proxy.apply.SyncListener;
import dev.servicelab.proxy.apply.SyncListener.Kind;
import dev.servicelab.proxy.apply.Synced;
import dev.servicelab.proxy.conntrack.Cleaned;
import dev.servicelab.proxy.net.IpFamily;
import dev.servicelab.proxy.rules.iptables.Table;
import dev.servicelab.proxy.tools.ToolResult;
import dev.servicelab.proxy.tools.ToolRunner;
import dev.servicelab.state.ClusterSnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ProxyMetricsTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private Instant now = START;
  private final ToolRunner nfacct =
      (command, input) ->
          new ToolResult(
              0, "{ pkts = 00000000000000000003, bytes = 120 } = " + command.getLast() + ";\n", "");
  private final ProxyMetrics metrics = new ProxyMetrics(new Now());
  private final SyncListener ipv4 = metrics.of(IpFamily.IPV4);

  /**
   * The list is what kube-proxy 1.34.4 showed on a node, without numbers and most buckets. Whole
   * bounds are "10" there and "10.0" here; Prometheus takes them for the same.
   */
  @Test
  void hasKubeProxysNamesTypesAndLabels() throws IOException {
    metrics.withKernelCounters(nfacct);
    metrics.of(IpFamily.IPV6).queued();
    metrics.of(IpFamily.IPV6).succeeded(Kind.FULL, Duration.ZERO, synced(Fixtures.cluster("web")));
    ipv4.queued();
    ipv4.succeeded(Kind.FULL, Duration.ZERO, synced(Fixtures.cluster("web")));
    metrics.healthz(200);
    metrics.livez(200);

    Set<String> theirs =
        new TreeSet<>(Files.readAllLines(Fixtures.RESOURCES.resolve("kube-proxy-metrics.txt")));
    assertThat(theirs).hasSizeGreaterThan(20);
    assertThat(shapes(metrics.text())).containsAll(theirs);
  }

  @Test
  void countsSyncs() {
    now = Instant.ofEpochSecond(100);
    metrics.withKernelCounters(nfacct);
    ipv4.queued();
    ipv4.succeeded(Kind.FULL, Duration.ofMillis(3), synced(Fixtures.cluster("web")));
    ipv4.failed(Kind.PARTIAL, Duration.ofSeconds(100));

    assertLines(
        "kubeproxy_sync_proxy_rules_duration_seconds_bucket{ip_family=\"IPv4\",le=\"0.002\"} 0",
        "kubeproxy_sync_proxy_rules_duration_seconds_bucket{ip_family=\"IPv4\",le=\"0.004\"} 1",
        "kubeproxy_sync_proxy_rules_duration_seconds_bucket{ip_family=\"IPv4\",le=\"+Inf\"} 2",
        "kubeproxy_sync_full_proxy_rules_duration_seconds_count{ip_family=\"IPv4\"} 1",
        "kubeproxy_sync_partial_proxy_rules_duration_seconds_count{ip_family=\"IPv4\"} 1",
        "kubeproxy_sync_proxy_rules_last_timestamp_seconds{ip_family=\"IPv4\"} 100.0",
        "kubeproxy_sync_proxy_rules_iptables_restore_failures_total{ip_family=\"IPv4\"} 0.0",
        "kubeproxy_sync_proxy_rules_iptables_partial_restore_failures_total{ip_family=\"IPv4\"}"
            + " 1.0",
        "kubeproxy_conntrack_reconciler_deleted_entries_total{ip_family=\"IPv4\"} 2.0",
        "kubeproxy_sync_proxy_rules_iptables_last{ip_family=\"IPv4\",table=\"nat\"} 7.0",
        "kubeproxy_iptables_ct_state_invalid_dropped_packets_total 3.0");
    assertThat(metrics.text())
        .containsPattern(
            "sync_proxy_rules_iptables_total\\{ip_family=\"IPv4\",table=\"nat\"} [1-9]\\d+\n");
  }

  @Test
  void aChangeWaitsUntilTheSlowestFamilyHasIt() {
    SyncListener ipv6 = metrics.of(IpFamily.IPV6);
    ClusterSnapshot first = Fixtures.cluster("web");
    metrics.received(first);
    ipv4.succeeded(Kind.FULL, Duration.ZERO, synced(first));
    ipv6.succeeded(Kind.FULL, Duration.ZERO, synced(first));
    assertPending(0);

    ClusterSnapshot second = without(first);
    metrics.received(second);
    assertPending(first.services().size());
    ipv4.succeeded(Kind.PARTIAL, Duration.ZERO, synced(second));
    assertPending(first.services().size());
    ipv6.succeeded(Kind.PARTIAL, Duration.ZERO, synced(second));
    assertPending(0);
    assertLines(
        "kubeproxy_sync_proxy_rules_service_changes_total " + 2.0 * first.services().size());
  }

  @Test
  void programmingTakesFromTheCauseUntilTheSync() {
    now = START.plusSeconds(10);
    ClusterSnapshot before = cluster(1, START.minusSeconds(1));
    ipv4.succeeded(Kind.FULL, Duration.ZERO, synced(before));
    String count = "kubeproxy_network_programming_duration_seconds_count{ip_family=\"IPv4\"}";
    assertLines(count + " 0");

    ClusterSnapshot after = cluster(2, START.plusSeconds(8));
    ipv4.succeeded(Kind.PARTIAL, Duration.ZERO, synced(after));
    ipv4.succeeded(Kind.PARTIAL, Duration.ZERO, synced(after));
    assertLines(
        count + " 1", "kubeproxy_network_programming_duration_seconds_sum{ip_family=\"IPv4\"} 2.0");
  }

  private static Synced synced(ClusterSnapshot cluster) {
    return new Synced(
        cluster,
        Fixtures.plan(cluster),
        Fixtures.rules(cluster),
        Map.of(Table.NAT, 7),
        new Cleaned(true, 2, Duration.ofMillis(1)));
  }

  private static ClusterSnapshot cluster(long revision, Instant cause) {
    ClusterSnapshot read =
        Fixtures.clusterOf(
            """
            apiVersion: discovery.k8s.io/v1
            kind: EndpointSlice
            metadata:
              name: web-1
              namespace: shop
              labels: {kubernetes.io/service-name: web}
              annotations: {endpoints.kubernetes.io/last-change-trigger-time: "%s"}
            addressType: IPv4
            ports: [{port: 80}]
            endpoints: [{addresses: [10.244.1.2]}]
            """
                .formatted(cause));
    return new ClusterSnapshot(
        revision, read.services(), read.endpointSlices(), read.nodes(), List.of(), List.of());
  }

  private static ClusterSnapshot without(ClusterSnapshot cluster) {
    return new ClusterSnapshot(
        cluster.revision() + 1,
        List.of(),
        cluster.endpointSlices(),
        cluster.nodes(),
        List.of(),
        List.of());
  }

  private void assertPending(int services) {
    assertLines("kubeproxy_sync_proxy_rules_service_changes_pending " + (double) services);
  }

  private void assertLines(String... lines) {
    assertThat(metrics.text().lines()).contains(lines);
  }

  /** Types, and samples without numbers: what dashboards are made of. */
  private static Set<String> shapes(String text) {
    Pattern value = Pattern.compile(" [^ ]+$");
    return text.lines()
        .filter(line -> !line.startsWith("# HELP"))
        .map(line -> line.startsWith("#") ? line : value.matcher(line).replaceAll(""))
        .map(line -> line.replaceFirst("le=\"(\\d+)\\.0\"", "le=\"$1\""))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private final class Now extends Clock {
    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneOffset getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
