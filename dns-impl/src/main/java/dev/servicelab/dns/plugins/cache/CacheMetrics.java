package dev.servicelab.dns.plugins.cache;

import dev.servicelab.dns.chain.PluginContext;
import dev.servicelab.dns.metrics.LiveGauge;
import dev.servicelab.dns.metrics.Metrics;
import io.prometheus.metrics.core.metrics.Counter;

/** CoreDNS's cache metrics for one server block. */
final class CacheMetrics {

  private static final String[] LABELS = {"server", "zones", "view"};

  private final String server;
  private final String zones;
  private final Counter requests;
  private final Counter misses;
  private final Counter hits;

  CacheMetrics(PluginContext context, Store answers, Store denials) {
    Metrics metrics = context.metrics();
    server = context.server();
    zones = context.zones().getFirst().toString();
    requests =
        metrics.counter("coredns_cache_requests_total", "The count of cache requests.", LABELS);
    misses = metrics.counter("coredns_cache_misses_total", "The count of cache misses.", LABELS);
    hits =
        metrics.counter(
            "coredns_cache_hits_total",
            "The count of cache hits.",
            "server",
            "type",
            "zones",
            "view");
    LiveGauge entries =
        metrics.gauge(
            "coredns_cache_entries",
            "The number of elements in the cache.",
            "server",
            "type",
            "zones",
            "view");
    entries.show(answers::size, server, "success", zones, "");
    entries.show(denials::size, server, "denial", zones, "");
  }

  void request() {
    requests.labelValues(server, zones, "").inc();
  }

  void miss() {
    misses.labelValues(server, zones, "").inc();
  }

  void hit(boolean success) {
    hits.labelValues(server, success ? "success" : "denial", zones, "").inc();
  }
}
