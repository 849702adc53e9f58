package dev.servicelab.labs.report;

import dev.servicelab.labs.report.ScenarioResult.Measured;
import dev.servicelab.labs.report.ScenarioResult.Status;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * All repetitions of one scenario.
 *
 * @param results one for each run, in their order
 */
record Repeats(ScenarioId id, List<ScenarioResult> results) {
  /** The scenarios of a run, in the order of the feature files. */
  static List<Repeats> of(RunReport run) {
    Map<ScenarioId, List<ScenarioResult>> byId =
        run.scenarios().stream()
            .collect(
                Collectors.groupingBy(ScenarioResult::id, LinkedHashMap::new, Collectors.toList()));
    return byId.entrySet().stream().map(e -> new Repeats(e.getKey(), e.getValue())).toList();
  }

  /** How the times of each kind are spread that the scenarios measured, by the kind's name. */
  static Map<String, Spread> convergence(RunReport run) {
    Map<String, Spread> spreads = new TreeMap<>();
    run.scenarios().stream()
        .flatMap(scenario -> scenario.measured().stream())
        .collect(
            Collectors.groupingBy(
                Measured::what, Collectors.mapping(Measured::seconds, Collectors.toList())))
        .forEach((what, seconds) -> spreads.put(what, Spread.of(seconds)));
    return spreads;
  }

  /** How many runs failed. */
  long failures() {
    return results.stream().filter(result -> result.status() == Status.FAILED).count();
  }

  /** How long the runs took. */
  Spread seconds() {
    return Spread.of(results.stream().map(ScenarioResult::seconds).toList());
  }

  /** Failed if one run failed; else as the last run ended. */
  Status status() {
    return failures() > 0 ? Status.FAILED : results.getLast().status();
  }
}
