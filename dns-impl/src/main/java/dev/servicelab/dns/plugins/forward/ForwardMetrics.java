package dev.servicelab.dns.plugins.forward;

import dev.servicelab.dns.metrics.Metrics;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;
import org.xbill.DNS.Rcode;

/** CoreDNS's metrics about upstreams. */
final class ForwardMetrics {

  private static final String PROXY = "forward";

  private final Counter rejects;
  private final Counter broken;
  private final Histogram duration;
  private final Counter checkFailures;
  private final Counter connectionHits;
  private final Counter connectionMisses;

  ForwardMetrics(Metrics metrics) {
    rejects =
        metrics.counter(
            "coredns_forward_max_concurrent_rejects_total",
            "Counter of the number of queries rejected because the concurrent queries were at"
                + " maximum.");
    broken =
        metrics.counter(
            "coredns_forward_healthcheck_broken_total",
            "Counter of the number of complete failures of the healthchecks.");
    duration =
        metrics.histogram(
            "coredns_proxy_request_duration_seconds",
            "Histogram of the time each request took.",
            Metrics.exponential(0.00025, 2, 16),
            "proxy_name",
            "to",
            "rcode");
    checkFailures =
        metrics.counter(
            "coredns_proxy_healthcheck_failures_total",
            "Counter of the number of failed healthchecks.",
            "proxy_name",
            "to");
    connectionHits = connections(metrics, "hits", "Counter of connection cache hits");
    connectionMisses = connections(metrics, "misses", "Counter of connection cache misses");
  }

  void rejected() {
    rejects.inc();
  }

  /** All upstreams are down. */
  void broken() {
    broken.inc();
  }

  void answered(String upstream, int rcode, long nanos) {
    duration.labelValues(PROXY, upstream, Rcode.string(rcode)).observe(nanos / 1e9);
  }

  void checkFailed(String upstream) {
    checkFailures.labelValues(PROXY, upstream).inc();
  }

  void connected(String upstream, String protocol, boolean reused) {
    (reused ? connectionHits : connectionMisses).labelValues(PROXY, upstream, protocol).inc();
  }

  private static Counter connections(Metrics metrics, String kind, String help) {
    return metrics.counter(
        "coredns_proxy_conn_cache_" + kind + "_total",
        help + " per upstream and protocol.",
        "proxy_name",
        "to",
        "proto");
  }
}
