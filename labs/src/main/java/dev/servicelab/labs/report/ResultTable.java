package dev.servicelab.labs.report;

import dev.servicelab.labs.report.ScenarioResult.Attachment;
import dev.servicelab.labs.report.ScenarioResult.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The result for people, as plain text: a table, then each failure with reason and evidence. */
public final class ResultTable {
  private static final List<String> HEAD =
      List.of("feature", "scenario", "tags", "status", "seconds");
  private static final int EVIDENCE_LINES = 12;

  private ResultTable() {}

  /** The lines of the whole text; the last one is the totals. */
  public static List<String> lines(RunReport run) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(HEAD);
    Repeats.of(run).stream().map(ResultTable::row).forEach(rows::add);
    List<String> lines = new ArrayList<>(aligned(rows));
    Repeats.convergence(run).entrySet().stream().map(ResultTable::convergence).forEach(lines::add);
    IntStream.range(0, run.scenarios().size())
        .boxed()
        .flatMap(index -> explanation(index, run.scenarios().get(index)))
        .forEach(lines::add);
    lines.add("");
    lines.add(
        "%s in %.1f s (%s, %s)"
            .formatted(run.totals(), run.seconds(), run.spec().describe(), run.kubernetes()));
    return lines;
  }

  private static List<String> row(Repeats repeats) {
    Spread seconds = repeats.seconds();
    boolean once = seconds.count() == 1;
    String status = repeats.status().word();
    return List.of(
        repeats.id().feature(),
        repeats.id().name(),
        String.join(" ", repeats.id().tags()),
        once
            ? status
            : "%s, %d of %d failed".formatted(status, repeats.failures(), seconds.count()),
        once
            ? String.format(Locale.ROOT, "%.1f", seconds.p50())
            : String.format(
                Locale.ROOT, "%.1f %.1f %.1f", seconds.min(), seconds.p50(), seconds.max()));
  }

  private static String convergence(Map.Entry<String, Spread> kind) {
    Spread seconds = kind.getValue();
    return String.format(
        Locale.ROOT,
        "convergence of %s: p50 %.1f s, p99 %.1f s, max %.1f s of %d",
        kind.getKey(),
        seconds.p50(),
        seconds.p99(),
        seconds.max(),
        seconds.count());
  }

  private static List<String> aligned(List<List<String>> rows) {
    int[] widths =
        IntStream.range(0, HEAD.size())
            .map(column -> rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0))
            .toArray();
    return rows.stream()
        .map(
            row ->
                IntStream.range(0, row.size())
                    .mapToObj(column -> pad(row.get(column), widths[column]))
                    .reduce((a, b) -> a + "  " + b)
                    .orElse("")
                    .stripTrailing())
        .toList();
  }

  private static String pad(String text, int width) {
    return text + " ".repeat(width - text.length());
  }

  private static Stream<String> explanation(int index, ScenarioResult scenario) {
    if (scenario.status() == Status.PASSED) {
      return Stream.empty();
    }
    String head = scenario.status().word().toUpperCase(Locale.ROOT) + " " + scenario.feature();
    Stream<String> step = scenario.brokenStep().map(text -> "  at: " + text).stream();
    String reason = scenario.reason().isBlank() ? "no reason given" : scenario.reason();
    Stream<String> evidence =
        scenario.evidence().stream()
            .flatMap(piece -> evidence(piece, EvidenceFiles.name(index, scenario, piece)));
    return Stream.of(
            Stream.of("", head + ": " + scenario.name()),
            step,
            reason.lines().map(line -> "  " + line),
            evidence)
        .flatMap(lines -> lines);
  }

  /** What is short is shown; what is long would bury it. */
  private static Stream<String> evidence(Attachment piece, String file) {
    List<String> lines = piece.text().strip().lines().toList();
    if (lines.isEmpty()) {
      return Stream.of("  " + piece.name() + ": none");
    }
    if (lines.size() > EVIDENCE_LINES) {
      return Stream.of("  " + piece.name() + ": " + lines.size() + " lines in " + file);
    }
    return Stream.concat(
        Stream.of("  " + piece.name() + ":"), lines.stream().map(line -> "    " + line));
  }
}
