package dev.servicelab.proxy.metrics;

import dev.servicelab.proxy.apply.SyncListener;
import dev.servicelab.proxy.apply.Synced;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;

/**
 * A few of kube-proxy's metrics, in the Prometheus text format. Safe for use by several threads.
 */
public final class ProxyMetrics implements SyncListener {
  private static final int BUCKETS = 15;
  private static final double FIRST_BUCKET_SECONDS = 0.001;

  private final Clock clock;
  private final long[] durations = new long[BUCKETS];
  private double durationSum;
  private long syncs;
  private long failures;
  private double lastQueued;
  private double lastSynced;

  /** All at zero. */
  public ProxyMetrics(Clock clock) {
    this.clock = clock;
  }

  @Override
  public synchronized void queued() {
    lastQueued = clock.millis() / 1000.0;
  }

  @Override
  public synchronized void succeeded(Kind kind, Duration took, Synced synced) {
    lastSynced = clock.millis() / 1000.0;
    observe(took);
  }

  @Override
  public synchronized void failed(Kind kind, Duration took) {
    failures++;
    observe(took);
  }

  /** The exposition text. */
  public synchronized String text() {
    StringBuilder text = new StringBuilder();
    histogram(text, "kubeproxy_sync_proxy_rules_duration_seconds");
    single(text, "gauge", "kubeproxy_sync_proxy_rules_last_queued_timestamp_seconds", lastQueued);
    single(text, "gauge", "kubeproxy_sync_proxy_rules_last_timestamp_seconds", lastSynced);
    single(text, "counter", "kubeproxy_sync_proxy_rules_iptables_restore_failures_total", failures);
    return text.toString();
  }

  private void observe(Duration took) {
    double seconds = took.toNanos() / 1e9;
    double bound = FIRST_BUCKET_SECONDS;
    for (int i = 0; i < BUCKETS; i++, bound *= 2) {
      if (seconds <= bound) {
        durations[i]++;
      }
    }
    durationSum += seconds;
    syncs++;
  }

  private void histogram(StringBuilder text, String name) {
    text.append("# TYPE ").append(name).append(" histogram\n");
    double bound = FIRST_BUCKET_SECONDS;
    for (int i = 0; i < BUCKETS; i++, bound *= 2) {
      line(text, name + "_bucket", ",le=\"" + bound + "\"", durations[i]);
    }
    line(text, name + "_bucket", ",le=\"+Inf\"", syncs);
    line(text, name + "_sum", "", durationSum);
    line(text, name + "_count", "", syncs);
  }

  private static void single(StringBuilder text, String type, String name, Number value) {
    text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
    line(text, name, "", value);
  }

  private static void line(StringBuilder text, String name, String labels, Number value) {
    text.append(String.format(Locale.ROOT, "%s{ip_family=\"IPv4\"%s} %s%n", name, labels, value));
  }
}
