package dev.servicelab.dns.metrics;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;

/** A distribution over fixed buckets, per combination of label values. */
public final class Histogram implements Metric {

  private final String name;
  private final String help;
  private final double[] bounds;
  private final List<String> labels;
  private final Map<List<String>, Series> series = new ConcurrentHashMap<>();

  Histogram(String name, String help, double[] bounds, String... labels) {
    this.name = name;
    this.help = help;
    this.bounds = bounds.clone();
    this.labels = List.of(labels);
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

  /** Counts one observation in the series with these label values. */
  public void observe(double value, String... values) {
    Series counted = series.computeIfAbsent(List.of(values), key -> new Series(bounds.length + 1));
    int bucket = 0;
    while (bucket < bounds.length && value > bounds[bucket]) {
      bucket++;
    }
    counted.buckets[bucket].increment();
    counted.sum.add(value);
  }

  @Override
  public void appendTo(StringBuilder page) {
    Metric.appendHead(page, name, help, "histogram");
    series.forEach((values, counted) -> append(page, new Labels(labels, values), counted));
  }

  private void append(StringBuilder page, Labels key, Series counted) {
    long total = 0;
    for (int i = 0; i <= bounds.length; i++) {
      total += counted.buckets[i].sum();
      String bound = i == bounds.length ? "+Inf" : Double.toString(bounds[i]);
      line(page, "_bucket", key.text("le=\"" + bound + "\"")).append(total).append('\n');
    }
    line(page, "_sum", key.text()).append(counted.sum.sum()).append('\n');
    line(page, "_count", key.text()).append(total).append('\n');
  }

  private StringBuilder line(StringBuilder page, String suffix, String labelText) {
    return page.append(name).append(suffix).append(labelText).append(' ');
  }

  /** One combination of label values. */
  private static final class Series {
    private final LongAdder[] buckets;
    private final DoubleAdder sum = new DoubleAdder();

    Series(int count) {
      buckets = new LongAdder[count];
      for (int i = 0; i < count; i++) {
        buckets[i] = new LongAdder();
      }
    }
  }
}
