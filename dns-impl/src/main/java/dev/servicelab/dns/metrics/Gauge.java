package dev.servicelab.dns.metrics;

import java.util.function.DoubleSupplier;

/** A value read when the page is. */
record Gauge(String name, String help, DoubleSupplier value) implements Metric {

  @Override
  public void appendTo(StringBuilder page) {
    Metric.appendHead(page, name, help, "gauge");
    page.append(name).append(' ').append(value.getAsDouble()).append('\n');
  }
}
