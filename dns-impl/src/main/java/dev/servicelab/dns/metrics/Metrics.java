package dev.servicelab.dns.metrics;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * All metrics of a process. Asking for a name twice gives the same metric, so reloads keep
 * counting.
 */
public final class Metrics {

  /** What {@link #text} is in. */
  public static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final PrometheusTextFormatWriter writer = PrometheusTextFormatWriter.create();
  private final Map<String, Object> named = new ConcurrentHashMap<>();
  private final QueryMetrics queries = new QueryMetrics();

  /** Nothing but the metrics about queries, without a query. */
  public Metrics() {
    registry.register(queries);
  }

  /** What is counted for each query. */
  public QueryMetrics queries() {
    return queries;
  }

  /**
   * A number that only grows.
   *
   * @param name its name, ending in {@code _total}
   * @param help one sentence
   * @param labels names of its labels
   */
  public Counter counter(String name, String help, String... labels) {
    return once(
        Counter.class,
        name,
        () ->
            Counter.builder()
                .name(name)
                .help(help)
                .labelNames(labels)
                .withoutExemplars()
                .register(registry));
  }

  /**
   * A distribution.
   *
   * @param name its name with its unit
   * @param help one sentence
   * @param bounds the buckets' upper bounds, growing
   * @param labels names of its labels
   */
  public Histogram histogram(String name, String help, double[] bounds, String... labels) {
    return once(
        Histogram.class,
        name,
        () ->
            Histogram.builder()
                .name(name)
                .help(help)
                .classicOnly()
                .classicUpperBounds(bounds)
                .labelNames(labels)
                .withoutExemplars()
                .register(registry));
  }

  /**
   * Values that are asked for when the page is read.
   *
   * @param name its name with its unit
   * @param help one sentence
   * @param labels names of its labels
   */
  public LiveGauge gauge(String name, String help, String... labels) {
    return once(LiveGauge.class, name, () -> LiveGauge.register(registry, name, help, labels));
  }

  /** Where metrics of other kinds can be added, once in a process. */
  public PrometheusRegistry registry() {
    return registry;
  }

  /** Upper bounds that grow by a factor, as many as asked for. */
  public static double[] exponential(double first, double factor, int count) {
    double[] bounds = new double[count];
    double bound = first;
    for (int i = 0; i < count; i++) {
      bounds[i] = bound;
      bound *= factor;
    }
    return bounds;
  }

  /** Everything, in {@link #CONTENT_TYPE}. */
  public String text() {
    ByteArrayOutputStream page = new ByteArrayOutputStream();
    try {
      writer.write(page, registry.scrape());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return page.toString(StandardCharsets.UTF_8);
  }

  private <M> M once(Class<M> kind, String name, Supplier<M> maker) {
    return kind.cast(named.computeIfAbsent(name, absent -> maker.get()));
  }
}
