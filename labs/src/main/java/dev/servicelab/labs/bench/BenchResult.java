package dev.servicelab.labs.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a benchmark came to.
 *
 * @param rows its lines
 * @param runs how often each ran at each size
 */
public record BenchResult(List<Row> rows, int runs) {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  /** Whether a goal was missed. */
  public boolean missed() {
    return rows.stream().anyMatch(Row::missed);
  }

  /** The lines of a table for people. */
  public List<String> table() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%8s  %-46s %10s %10s %4s %6s  %s"
            .formatted("Services", "what", "ours", "reference", "", "ratio", "goal"));
    rows.forEach(row -> lines.add(line(row)));
    return lines;
  }

  /** The same as a table of Markdown, for a README: one for each number of Services. */
  public List<String> markdown() {
    List<String> lines = new ArrayList<>();
    for (int size : rows.stream().map(Row::size).distinct().toList()) {
      lines.add("| %,d Services | ours | reference | ratio | goal |".formatted(size));
      lines.add("|---|---|---|---|---|");
      rows.stream().filter(row -> row.size() == size).forEach(row -> lines.add(markdown(row)));
      lines.add("");
    }
    return lines;
  }

  /**
   * Writes it for programs: {@code rows: [{what, size, ours, reference, unit, ratio, goal, met}]}.
   */
  public void write(Path file) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.writeString(file, json());
  }

  String json() throws IOException {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("runs", runs);
    document.put("rows", rows.stream().map(BenchResult::map).toList());
    return JSON.writeValueAsString(document) + "\n";
  }

  private static String line(Row row) {
    return String.format(
            Locale.ROOT,
            "%8d  %-46s %10.3f %10.3f %-4s %6.2f  %s",
            row.size(),
            row.what(),
            row.own(),
            row.reference(),
            row.unit(),
            row.ratio(),
            goal(row, "MISSED"))
        .stripTrailing();
  }

  private static String goal(Row row, String missed) {
    return row.goal()
        .map(goal -> goal.words(row.unit()) + (row.missed() ? " " + missed : " met"))
        .orElse("");
  }

  private static String markdown(Row row) {
    return String.format(
        Locale.ROOT,
        "| %s | %s %s | %s %s | %.2f | %s |",
        row.what(),
        brief(row.own()),
        row.unit(),
        brief(row.reference()),
        row.unit(),
        row.ratio(),
        goal(row, "**missed**"));
  }

  /** Three digits that count, and thousands apart: 80,123; 71.2; 0.412. */
  private static String brief(double value) {
    int decimals = value >= 1_000 ? 0 : value >= 10 ? 1 : value >= 1 ? 2 : 3;
    return String.format(Locale.ROOT, "%,." + decimals + "f", value);
  }

  private static Map<String, Object> map(Row row) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("what", row.what());
    map.put("size", row.size());
    map.put("ours", rounded(row.own()));
    map.put("reference", rounded(row.reference()));
    map.put("unit", row.unit());
    map.put("ratio", row.ratio());
    row.goal()
        .ifPresent(
            goal -> {
              map.put("goal", goal.limit());
              if (goal.kind() != Goal.Kind.RATIO_AT_MOST) {
                map.put("goalIs", goal.kind().name().toLowerCase(Locale.ROOT).replace('_', ' '));
              }
              map.put("met", !row.missed());
            });
    return map;
  }

  private static double rounded(double value) {
    return Math.round(value * 1000) / 1000.0;
  }
}
