package dev.servicelab.dns.metrics;

/** Something the metrics page shows. */
sealed interface Metric permits Counter, Gauge, Histogram {

  void appendTo(StringBuilder page);

  /** The two comment lines that start a metric. */
  static void appendHead(StringBuilder page, String name, String help, String type) {
    page.append("# HELP ").append(name).append(' ').append(help).append('\n');
    page.append("# TYPE ").append(name).append(' ').append(type).append('\n');
  }
}
