package dev.servicelab.labs.report;

import java.util.Comparator;
import java.util.List;

/**
 * Which scenario; the same in each repetition.
 *
 * @param feature the feature file without folder {@code features/} and ending, e.g. {@code
 *     service/cluster-ip}
 * @param line where in that file it stands, from 1; the example's line in an outline
 * @param name the scenario's name
 * @param tags with their {@code @}, as written
 */
public record ScenarioId(String feature, int line, String name, List<String> tags) {
  /** The order of the feature files and of the scenarios in them. */
  static final Comparator<ScenarioId> AS_WRITTEN =
      Comparator.comparing(ScenarioId::feature).thenComparingInt(ScenarioId::line);

  /** {@code service/cluster-ip: A Service answers}. */
  public String title() {
    return feature + ": " + name;
  }
}
