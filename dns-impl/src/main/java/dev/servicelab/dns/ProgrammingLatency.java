package dev.servicelab.dns;

import dev.servicelab.dns.metrics.Metrics;
import dev.servicelab.state.Changed;
import dev.servicelab.state.ClusterSnapshot;
import dev.servicelab.state.EndpointSliceRecord;
import io.prometheus.metrics.core.metrics.Histogram;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * The time from what made an endpoint change (a pod that became ready, a Service that was edited)
 * until names lead to it; SIG Scalability's "DNS programming latency".
 */
final class ProgrammingLatency {

  /** The control plane writes it on the slices of headless Services. */
  private static final String HEADLESS = "service.kubernetes.io/headless";

  private final Histogram histogram;
  private final Clock clock;
  private final Instant start;
  private ClusterSnapshot before = ClusterSnapshot.empty();

  /**
   * A histogram without observations. What happened before this moment was not this process's to
   * program.
   */
  ProgrammingLatency(Metrics metrics, Clock clock) {
    this.clock = clock;
    this.start = clock.instant();
    this.histogram =
        metrics.histogram(
            "coredns_kubernetes_dns_programming_duration_seconds",
            "Histogram of the time (in seconds) it took to program a dns instance.",
            Metrics.exponential(0.001, 2, 20),
            "service_kind");
  }

  /** Answers are made from this state now. */
  synchronized void programmed(ClusterSnapshot cluster) {
    Instant now = clock.instant();
    Changed.endpointSlices(before, cluster).written().forEach(slice -> observe(slice, now));
    before = cluster;
  }

  private void observe(EndpointSliceRecord slice, Instant now) {
    String kind = slice.labels().containsKey(HEADLESS) ? "headless_with_selector" : "cluster_ip";
    slice
        .lastChange()
        .filter(cause -> cause.isAfter(start))
        .map(cause -> Duration.between(cause, now).toNanos() / 1e9)
        .ifPresent(seconds -> histogram.labelValues(kind).observe(seconds));
  }
}
