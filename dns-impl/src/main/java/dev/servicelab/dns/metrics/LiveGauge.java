package dev.servicelab.dns.metrics;

import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleSupplier;

/** Values per combination of label values, each asked for when the page is read. */
public final class LiveGauge {

  private final Map<List<String>, DoubleSupplier> series = new ConcurrentHashMap<>();

  private LiveGauge() {}

  static LiveGauge register(
      PrometheusRegistry registry, String name, String help, String... labels) {
    LiveGauge gauge = new LiveGauge();
    GaugeWithCallback.builder()
        .name(name)
        .help(help)
        .labelNames(labels)
        .callback(gauge::tell)
        .register(registry);
    return gauge;
  }

  /** Shows a value from now on, in the place of one with the same labels. */
  public void show(DoubleSupplier value, String... labelValues) {
    series.put(List.of(labelValues), value);
  }

  /** Shows it no more, unless another has taken its place meanwhile. */
  public void hide(DoubleSupplier value, String... labelValues) {
    series.remove(List.of(labelValues), value);
  }

  private void tell(GaugeWithCallback.Callback callback) {
    series.forEach(
        (labels, value) -> callback.call(value.getAsDouble(), labels.toArray(String[]::new)));
  }
}
