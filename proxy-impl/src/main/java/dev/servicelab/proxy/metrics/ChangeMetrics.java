package dev.servicelab.proxy.metrics;

import dev.servicelab.proxy.net.IpFamily;
import dev.servicelab.state.Changed;
import dev.servicelab.state.ClusterSnapshot;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * How many Services and EndpointSlices have changed, and how many of these changes wait. Changes of
 * one object that arrive in one burst count once.
 */
final class ChangeMetrics {
  private final Counter services;
  private final Counter slices;
  private final Map<IpFamily, ClusterSnapshot> programmed = new EnumMap<>(IpFamily.class);
  private ClusterSnapshot newest = ClusterSnapshot.empty();

  ChangeMetrics(PrometheusRegistry registry) {
    this.services = total(registry, "service", "Service");
    this.slices = total(registry, "endpoint", "EndpointSlice");
    pending(registry, "service", "Service", Changed::services);
    pending(registry, "endpoint", "EndpointSlice", Changed::endpointSlices);
  }

  synchronized void received(ClusterSnapshot cluster) {
    services.inc(Changed.services(newest, cluster).count());
    slices.inc(Changed.endpointSlices(newest, cluster).count());
    newest = cluster;
  }

  synchronized void programmed(IpFamily family, ClusterSnapshot cluster) {
    programmed.put(family, cluster);
  }

  /** The slowest family counts. */
  private synchronized int pending(
      BiFunction<ClusterSnapshot, ClusterSnapshot, Changed<?>> changes) {
    return programmed.values().stream()
        .filter(done -> done.revision() != newest.revision())
        .mapToInt(done -> changes.apply(done, newest).count())
        .max()
        .orElse(0);
  }

  private static Counter total(PrometheusRegistry registry, String name, String kind) {
    return Counter.builder()
        .name("kubeproxy_sync_proxy_rules_" + name + "_changes_total")
        .help(kind + "s that have come, gone or changed.")
        .register(registry);
  }

  private void pending(
      PrometheusRegistry registry,
      String name,
      String kind,
      BiFunction<ClusterSnapshot, ClusterSnapshot, Changed<?>> changes) {
    GaugeWithCallback.builder()
        .name("kubeproxy_sync_proxy_rules_" + name + "_changes_pending")
        .help(kind + "s whose change is not in the kernel yet.")
        .callback(callback -> callback.call(pending(changes)))
        .register(registry);
  }
}
