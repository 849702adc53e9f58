package dev.servicelab.labs.report;

import dev.servicelab.labs.report.ScenarioResult.Attachment;
import dev.servicelab.labs.report.ScenarioResult.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
    run.scenarios().stream().map(ResultTable::row).forEach(rows::add);
    List<String> lines = new ArrayList<>(aligned(rows));
    run.scenarios().stream()
        .filter(scenario -> scenario.status() != Status.PASSED)
        .flatMap(ResultTable::explanation)
        .forEach(lines::add);
    lines.add("");
    lines.add(
        "%s in %.1f s (%s, %s)"
            .formatted(run.totals(), run.seconds(), run.spec().describe(), run.kubernetes()));
    return lines;
  }

  private static List<String> row(ScenarioResult scenario) {
    return List.of(
        scenario.feature(),
        scenario.name(),
        String.join(" ", scenario.tags()),
        scenario.status().word(),
        String.format(Locale.ROOT, "%.1f", scenario.seconds()));
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

  private static Stream<String> explanation(ScenarioResult scenario) {
    String reason = scenario.reason().isBlank() ? "no reason given" : scenario.reason();
    Stream<String> head =
        Stream.of(
            "",
            scenario.status().word().toUpperCase(Locale.ROOT)
                + " "
                + scenario.feature()
                + ": "
                + scenario.name());
    Stream<String> step =
        scenario.steps().stream()
            .filter(s -> !s.status().equals("passed") && !s.status().equals("skipped"))
            .map(s -> "  at: " + s.text())
            .limit(1);
    Stream<String> why = reason.lines().map(line -> "  " + line);
    return Stream.of(head, step, why, scenario.evidence().stream().flatMap(ResultTable::evidence))
        .flatMap(lines -> lines);
  }

  private static Stream<String> evidence(Attachment attachment) {
    List<String> lines = attachment.text().lines().toList();
    Stream<String> shown = lines.stream().limit(EVIDENCE_LINES).map(line -> "    " + line);
    Stream<String> rest =
        lines.size() > EVIDENCE_LINES
            ? Stream.of("    … " + (lines.size() - EVIDENCE_LINES) + " more lines in the report")
            : Stream.empty();
    return Stream.of(Stream.of("  " + attachment.name() + ":"), shown, rest).flatMap(part -> part);
  }
}
