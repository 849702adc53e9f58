package dev.servicelab.dns.metrics;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** A number that only grows, per combination of label values. */
public final class Counter implements Metric {

  private final String name;
  private final String help;
  private final List<String> labels;
  private final Map<List<String>, LongAdder> series = new ConcurrentHashMap<>();

  Counter(String name, String help, String... labels) {
    this.name = name;
    this.help = help;
    this.labels = List.of(labels);
  }

  /** Adds one to the series with these label values, given in the order of the labels. */
  public void increment(String... values) {
    series.computeIfAbsent(List.of(values), key -> new LongAdder()).increment();
  }

  /** The series' present number, 0 if it was never counted. */
  public long value(String... values) {
    LongAdder adder = series.get(List.of(values));
    return adder == null ? 0 : adder.sum();
  }

  @Override
  public void appendTo(StringBuilder page) {
    Metric.appendHead(page, name, help, "counter");
    if (labels.isEmpty() && series.isEmpty()) {
      page.append(name).append(" 0\n");
    }
    series.forEach(
        (values, adder) ->
            page.append(name)
                .append(new Labels(labels, values).text())
                .append(' ')
                .append(adder.sum())
                .append('\n'));
  }
}
