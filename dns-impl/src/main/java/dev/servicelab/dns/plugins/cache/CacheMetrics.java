package dev.servicelab.dns.plugins.cache;

import dev.servicelab.dns.chain.PluginContext;
import dev.servicelab.dns.metrics.LiveGauge;
import dev.servicelab.dns.metrics.Metrics;
import dev.servicelab.dns.plugins.cache.Verdict.Kind;
import io.prometheus.metrics.core.datapoints.CounterDataPoint;

/** CoreDNS's cache metrics for one server block. */
final class CacheMetrics {

  private static final String SUCCESS = "success";
  private static final String DENIAL = "denial";

  private final Metrics metrics;
  private final String server;
  private final String zones;
  private final CounterDataPoint requests;
  private final CounterDataPoint misses;
  private final CounterDataPoint prefetches;
  private final CounterDataPoint stale;
  private final CounterDataPoint successHits;
  private final CounterDataPoint denialHits;
  private final CounterDataPoint successEvictions;
  private final CounterDataPoint denialEvictions;

  CacheMetrics(PluginContext context, Store answers, Store denials) {
    metrics = context.metrics();
    server = context.server();
    zones = context.zones().getFirst().toString();
    requests = counter("requests", "The count of cache requests.");
    misses = counter("misses", "The count of cache misses.");
    prefetches = counter("prefetch", "The number of times the cache has prefetched a cached item.");
    stale = counter("served_stale", "The number of requests served from stale cache entries.");
    // Replies to other questions do not get as far as here, so this one stays 0.
    counter("drops", "The number responses that are not cached, because the reply is malformed.");
    successHits = counter("hits", "The count of cache hits.", SUCCESS);
    denialHits = counter("hits", "The count of cache hits.", DENIAL);
    successEvictions = counter("evictions", "The count of cache evictions.", SUCCESS);
    denialEvictions = counter("evictions", "The count of cache evictions.", DENIAL);
    LiveGauge entries =
        metrics.gauge(
            "coredns_cache_entries",
            "The number of elements in the cache.",
            "server",
            "type",
            "zones",
            "view");
    entries.show(answers::size, server, SUCCESS, zones, "");
    entries.show(denials::size, server, DENIAL, zones, "");
  }

  void request() {
    requests.inc();
  }

  void miss() {
    misses.inc();
  }

  void hit(CacheEntry entry) {
    (entry.kind() == Kind.SUCCESS ? successHits : denialHits).inc();
  }

  void evicted(Kind kind) {
    (kind == Kind.SUCCESS ? successEvictions : denialEvictions).inc();
  }

  void prefetched() {
    prefetches.inc();
  }

  void servedStale() {
    stale.inc();
  }

  private CounterDataPoint counter(String name, String help) {
    return metrics
        .counter("coredns_cache_" + name + "_total", help, "server", "zones", "view")
        .labelValues(server, zones, "");
  }

  private CounterDataPoint counter(String name, String help, String type) {
    return metrics
        .counter("coredns_cache_" + name + "_total", help, "server", "type", "zones", "view")
        .labelValues(server, type, zones, "");
  }
}
