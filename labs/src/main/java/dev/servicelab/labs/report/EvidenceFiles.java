package dev.servicelab.labs.report;

import dev.servicelab.labs.report.ScenarioResult.Attachment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Each piece of evidence of a scenario that did not pass as a file of its own, for grep and less.
 */
final class EvidenceFiles {
  private EvidenceFiles() {}

  /** Where a piece of the {@code index}th scenario of a run lies, below the report's folder. */
  static String name(int index, ScenarioResult scenario, Attachment piece) {
    return "evidence/%02d-%s/%s.txt"
        .formatted(index + 1, slug(scenario.feature()), slug(piece.name()));
  }

  /** Writes all of them. */
  static void write(RunReport run, Path folder) throws IOException {
    for (int index = 0; index < run.scenarios().size(); index++) {
      ScenarioResult scenario = run.scenarios().get(index);
      if (scenario.status() == ScenarioResult.Status.PASSED) {
        continue;
      }
      for (Attachment piece : scenario.evidence()) {
        Path file = folder.resolve(name(index, scenario, piece));
        Files.createDirectories(file.getParent());
        Files.writeString(file, piece.text());
      }
    }
  }

  private static String slug(String text) {
    return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9.]+", "-").replaceAll("^-|-$", "");
  }
}
