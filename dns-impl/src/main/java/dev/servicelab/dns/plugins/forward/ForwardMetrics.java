package dev.servicelab.dns.plugins.forward;

import dev.servicelab.dns.metrics.Metrics;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;
import org.xbill.DNS.Rcode;

/** CoreDNS's metrics about upstreams. */
final class ForwardMetrics {

  private final Counter rejects;
  private final Histogram duration;

  ForwardMetrics(Metrics metrics) {
    rejects =
        metrics.counter(
            "coredns_forward_max_concurrent_rejects_total",
            "Counter of the number of queries rejected because the concurrent queries were at"
                + " maximum.");
    duration =
        metrics.histogram(
            "coredns_proxy_request_duration_seconds",
            "Histogram of the time each request took.",
            Metrics.exponential(0.00025, 2, 16),
            "proxy_name",
            "to",
            "rcode");
  }

  void rejected() {
    rejects.inc();
  }

  void answered(String upstream, int rcode, long nanos) {
    duration.labelValues("forward", upstream, Rcode.string(rcode)).observe(nanos / 1e9);
  }
}
