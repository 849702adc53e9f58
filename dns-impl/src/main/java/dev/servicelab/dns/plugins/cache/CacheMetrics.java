package dev.servicelab.dns.plugins.cache;

import dev.servicelab.dns.chain.PluginContext;
import dev.servicelab.dns.metrics.Counter;
import dev.servicelab.dns.metrics.Metrics;

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
    server = "dns://:" + context.listen().getPort();
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
    metrics.gauge(
        "coredns_cache_entries",
        "The number of elements in the cache.",
        () -> answers.size() + denials.size());
  }

  void request() {
    requests.increment(server, zones, "");
  }

  void miss() {
    misses.increment(server, zones, "");
  }

  void hit(boolean success) {
    hits.increment(server, success ? "success" : "denial", zones, "");
  }
}
