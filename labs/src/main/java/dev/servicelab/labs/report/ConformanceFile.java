package dev.servicelab.labs.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import dev.servicelab.labs.report.ScenarioResult.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * {@code conformance.yaml}, the result for programs. Its shape is a promise (docs): {@code
 * implementation}, {@code cluster}, {@code totals}, {@code scenarios}, {@code gates}, the seconds
 * that each step of the cluster's start took, {@code convergence}, the seconds from a change to its
 * effect, and, if each scenario ran more than once, {@code repeats}.
 */
public final class ConformanceFile {
  private static final ObjectMapper YAML =
      new ObjectMapper(
          new YAMLFactory()
              .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
              .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
              .enable(YAMLGenerator.Feature.INDENT_ARRAYS_WITH_INDICATOR));

  private ConformanceFile() {}

  /** Writes the report of a run to this file. */
  public static void write(RunReport run, Path file) throws IOException {
    Files.writeString(file, text(run));
  }

  static String text(RunReport run) throws IOException {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put(
        "implementation",
        map(
            "proxy", run.spec().proxy().word(),
            "mode", run.spec().mode().word(),
            "dns", run.spec().dns().word()));
    document.put(
        "cluster",
        map("image", run.image(), "kubernetes", run.kubernetes(), "nodes", run.spec().nodes()));
    document.put(
        "totals",
        map(
            "passed", run.count(Status.PASSED),
            "failed", run.count(Status.FAILED),
            "skipped", run.count(Status.SKIPPED),
            "seconds", rounded(run.seconds())));
    document.put(
        "gates",
        run.gates().stream()
            .map(gate -> map("name", gate.name(), "seconds", rounded(gate.seconds())))
            .toList());
    document.put(
        "convergence",
        Repeats.convergence(run).entrySet().stream()
            .map(kind -> spread(map("what", kind.getKey()), kind.getValue()))
            .toList());
    if (run.repeat() > 1) {
      document.put("repeats", Repeats.of(run).stream().map(ConformanceFile::repeats).toList());
    }
    document.put(
        "scenarios",
        run.scenarios().stream().map(scenario -> scenario(scenario, run.repeat() > 1)).toList());
    return YAML.writeValueAsString(document);
  }

  private static Map<String, Object> scenario(ScenarioResult scenario, boolean withRun) {
    Map<String, Object> entry = map("feature", scenario.feature(), "name", scenario.name());
    if (withRun) {
      entry.put("run", scenario.run());
    }
    entry.putAll(
        map(
            "tags", scenario.tags(),
            "status", scenario.status().word(),
            "reason", scenario.reason(),
            "seconds", rounded(scenario.seconds())));
    return entry;
  }

  private static Map<String, Object> repeats(Repeats repeats) {
    return spread(
        map(
            "feature", repeats.id().feature(),
            "name", repeats.id().name(),
            "failures", repeats.failures()),
        repeats.seconds());
  }

  private static Map<String, Object> spread(Map<String, Object> entry, Spread seconds) {
    entry.put("count", seconds.count());
    entry.put("min", rounded(seconds.min()));
    entry.put("p50", rounded(seconds.p50()));
    entry.put("p99", rounded(seconds.p99()));
    entry.put("max", rounded(seconds.max()));
    return entry;
  }

  private static Map<String, Object> map(Object... pairs) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      map.put((String) pairs[i], pairs[i + 1]);
    }
    return map;
  }

  private static double rounded(double seconds) {
    return Math.round(seconds * 1000) / 1000.0;
  }
}
