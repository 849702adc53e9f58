package dev.servicelab.labs.kernel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a program shows at {@code /metrics}, in the text format of Prometheus.
 *
 * @param samples in the order of the page
 */
public record Metrics(List<Sample> samples) {
  private static final Pattern SAMPLE =
      Pattern.compile("([a-zA-Z_:]\\w*)(?:\\{([^}]*)})? (\\S+)(?: \\d+)?");

  /** Keeps a copy of the list. */
  public Metrics {
    samples = List.copyOf(samples);
  }

  /**
   * One value.
   *
   * @param labels as the page writes them, without braces
   */
  public record Sample(String name, String labels, double value) {}

  /** Reads a page. */
  public static Metrics parse(String text) {
    List<Sample> samples = new ArrayList<>();
    for (String line : text.lines().toList()) {
      Matcher sample = SAMPLE.matcher(line);
      if (sample.matches()) {
        String labels = sample.group(2) == null ? "" : sample.group(2);
        samples.add(
            new Sample(
                sample.group(1),
                labels,
                Double.parseDouble(sample.group(3).replace("Inf", "Infinity"))));
      }
    }
    return new Metrics(samples);
  }

  /**
   * The sum of a metric's values over all of its labels; nothing if it has none.
   *
   * @param metric its name, or its name with one label in braces: only samples with it are added
   */
  public OptionalDouble value(String metric) {
    String[] nameAndLabel = metric.split("[{}]");
    double[] values =
        samples.stream()
            .filter(sample -> sample.name().equals(nameAndLabel[0]))
            .filter(sample -> nameAndLabel.length < 2 || sample.labels().contains(nameAndLabel[1]))
            .mapToDouble(Sample::value)
            .toArray();
    return values.length == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(Arrays.stream(values).sum());
  }

  /** Whether there is a metric of this name; of a histogram, the name without its endings. */
  public boolean has(String name) {
    return value(name).isPresent() || value(name + "_count").isPresent();
  }
}
