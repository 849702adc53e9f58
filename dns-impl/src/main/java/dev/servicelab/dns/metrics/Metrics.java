package dev.servicelab.dns.metrics;

import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.DoubleSupplier;

/**
 * All metrics of a process, by name. Asking for a name twice gives the same metric, so reloads keep
 * counting.
 */
public final class Metrics {

  private final Map<String, Metric> metrics = new ConcurrentSkipListMap<>();

  /**
   * A metric that only grows.
   *
   * @param name its name, ending in {@code _total}
   * @param help one sentence
   * @param labels names of its labels
   */
  public Counter counter(String name, String help, String... labels) {
    return (Counter) metrics.computeIfAbsent(name, n -> new Counter(n, help, labels));
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
    return (Histogram) metrics.computeIfAbsent(name, n -> new Histogram(n, help, bounds, labels));
  }

  /** A value that is asked for when the page is read. */
  public void gauge(String name, String help, DoubleSupplier value) {
    metrics.put(name, new Gauge(name, help, value));
  }

  /** Everything in Prometheus' text format, version 0.0.4. */
  public String text() {
    StringBuilder page = new StringBuilder();
    metrics.values().forEach(metric -> metric.appendTo(page));
    return page.toString();
  }
}
