package dev.servicelab.dns.metrics;

import java.util.List;

/**
 * The labels of one time series.
 *
 * @param names the labels' names
 * @param values their values, as many
 */
record Labels(List<String> names, List<String> values) {

  Labels {
    if (names.size() != values.size()) {
      throw new IllegalArgumentException("labels " + names + " got values " + values);
    }
  }

  /** {@code {name="value",…}}, or nothing without labels. */
  String text() {
    return text("");
  }

  /** The same with one more label, given as written. */
  String text(String extra) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < names.size(); i++) {
      text.append(text.isEmpty() ? "" : ",").append(names.get(i));
      text.append("=\"").append(escape(values.get(i))).append('"');
    }
    if (!extra.isEmpty()) {
      text.append(text.isEmpty() ? "" : ",").append(extra);
    }
    return text.isEmpty() ? "" : "{" + text + "}";
  }

  private static String escape(String value) {
    return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
  }
}
