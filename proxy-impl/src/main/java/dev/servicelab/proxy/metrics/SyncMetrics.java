package dev.servicelab.proxy.metrics;

import dev.servicelab.proxy.apply.SyncListener.Kind;
import dev.servicelab.proxy.conntrack.Cleaned;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.time.Instant;

/** How long syncs take, when the last one was, and which ones the kernel refused. */
final class SyncMetrics {
  private static final String FAMILY = "ip_family";

  private final Histogram all;
  private final Histogram full;
  private final Histogram partial;
  private final Histogram conntrack;
  private final Gauge lastQueued;
  private final Gauge lastSynced;
  private final Counter refused;
  private final Counter partialRefused;
  private final Counter deletedFlows;

  SyncMetrics(PrometheusRegistry registry) {
    this.all = durations(registry, "sync_proxy_rules", "a sync");
    this.full = durations(registry, "sync_full_proxy_rules", "a sync that reads the kernel back");
    this.partial =
        durations(registry, "sync_partial_proxy_rules", "a sync that sends only what has changed");
    this.conntrack =
        durations(registry, "conntrack_reconciler_sync", "a look for connections to delete");
    this.lastQueued =
        time(registry, "last_queued_timestamp_seconds", "When a change last asked for a sync.");
    this.lastSynced =
        time(registry, "last_timestamp_seconds", "When rules were last brought up to date.");
    this.refused =
        count(registry, "sync_proxy_rules_iptables_restore_failures_total", "Refused batches.");
    this.partialRefused =
        count(
            registry,
            "sync_proxy_rules_iptables_partial_restore_failures_total",
            "Refused batches that held only what had changed.");
    this.deletedFlows =
        count(
            registry,
            "conntrack_reconciler_deleted_entries_total",
            "UDP connections deleted because their endpoint is gone.");
  }

  /** Shows a family before anything has happened in it. */
  void begin(String family) {
    for (Histogram histogram : new Histogram[] {all, full, partial, conntrack}) {
      histogram.initLabelValues(family);
    }
    for (Counter counter : new Counter[] {refused, partialRefused, deletedFlows}) {
      counter.initLabelValues(family);
    }
  }

  void queued(String family, Instant now) {
    lastQueued.labelValues(family).set(seconds(now));
  }

  void succeeded(String family, Kind kind, Duration took, Instant now) {
    lastSynced.labelValues(family).set(seconds(now));
    observe(family, kind, took);
  }

  void failed(String family, Kind kind, Duration took) {
    // kube-proxy counts each refused batch once: a partial one is followed by a full one.
    switch (kind) {
      case FULL -> refused.labelValues(family).inc();
      case PARTIAL -> partialRefused.labelValues(family).inc();
    }
    observe(family, kind, took);
  }

  void cleaned(String family, Cleaned flows) {
    if (flows.looked()) {
      conntrack.labelValues(family).observe(seconds(flows.took()));
      deletedFlows.labelValues(family).inc(flows.deleted());
    }
  }

  private void observe(String family, Kind kind, Duration took) {
    all.labelValues(family).observe(seconds(took));
    switch (kind) {
      case FULL -> full.labelValues(family).observe(seconds(took));
      case PARTIAL -> partial.labelValues(family).observe(seconds(took));
    }
  }

  private static Histogram durations(PrometheusRegistry registry, String name, String what) {
    return Histogram.builder()
        .name("kubeproxy_" + name + "_duration_seconds")
        .help("How long " + what + " takes.")
        .labelNames(FAMILY)
        .classicOnly()
        .classicExponentialUpperBounds(0.001, 2, 15)
        .register(registry);
  }

  private static Gauge time(PrometheusRegistry registry, String name, String help) {
    return Gauge.builder()
        .name("kubeproxy_sync_proxy_rules_" + name)
        .help(help)
        .labelNames(FAMILY)
        .register(registry);
  }

  private static Counter count(PrometheusRegistry registry, String name, String help) {
    return Counter.builder()
        .name("kubeproxy_" + name)
        .help(help)
        .labelNames(FAMILY)
        .register(registry);
  }

  private static double seconds(Instant time) {
    return time.getEpochSecond() + time.getNano() / 1e9;
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }
}
