package dev.servicelab.dns.plugins.prometheus;

import dev.servicelab.dns.metrics.Counter;
import dev.servicelab.dns.metrics.Histogram;
import dev.servicelab.dns.metrics.Metrics;

/** CoreDNS's per-query metrics. */
record QueryMetrics(
    Counter requests,
    Counter responses,
    Counter dnssec,
    Histogram duration,
    Histogram requestSize,
    Histogram responseSize) {

  private static final double[] SIZES = {
    0, 100, 200, 300, 400, 511, 1023, 2047, 4095, 8291, 16e3, 32e3, 48e3, 64e3
  };

  QueryMetrics(Metrics metrics) {
    this(
        metrics.counter(
            "coredns_dns_requests_total",
            "Counter of DNS requests made per zone, protocol and family.",
            "server",
            "zone",
            "view",
            "proto",
            "family",
            "type"),
        metrics.counter(
            "coredns_dns_responses_total",
            "Counter of response status codes.",
            "server",
            "zone",
            "view",
            "rcode",
            "plugin"),
        metrics.counter(
            "coredns_dns_do_requests_total",
            "Counter of DNS requests with DO bit set per zone.",
            "server",
            "zone",
            "view"),
        metrics.histogram(
            "coredns_dns_request_duration_seconds",
            "Histogram of the time (in seconds) each request took per zone.",
            Histogram.exponential(0.00025, 2, 16),
            "server",
            "zone",
            "view"),
        sizes(metrics, "request"),
        sizes(metrics, "response"));
  }

  private static Histogram sizes(Metrics metrics, String what) {
    return metrics.histogram(
        "coredns_dns_" + what + "_size_bytes",
        "Size of the " + what + " in bytes, 64 kB for TCP.",
        SIZES,
        "server",
        "zone",
        "view",
        "proto");
  }
}
