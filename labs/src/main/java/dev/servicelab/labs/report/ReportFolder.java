package dev.servicelab.labs.report;

import dev.servicelab.labs.course.Curriculum;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The folder of one run's report: index.html, cucumber.html, conformance.yaml, and the evidence of
 * what did not pass.
 *
 * @param path where it is; made if absent
 */
public record ReportFolder(Path path) {

  /** Where Cucumber's own HTML of a repetition goes; the first is 1. */
  Path cucumberHtml(int run) {
    return path.resolve(detail(run));
  }

  /** The file name of {@link #cucumberHtml}. */
  static String detail(int run) {
    return run == 1 ? "cucumber.html" : "cucumber-%d.html".formatted(run);
  }

  /**
   * Makes the folder.
   *
   * @throws UncheckedIOException if that is not possible, naming the folder
   */
  public ReportFolder create() {
    try {
      Files.createDirectories(path);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make the report folder " + path, e);
    }
  }

  /**
   * Writes what a run came to.
   *
   * @param curriculum in whose order the page tells it
   */
  public void write(RunReport run, Curriculum curriculum) {
    try {
      ConformanceFile.write(run, path.resolve("conformance.yaml"));
      EvidenceFiles.write(run, path);
      HtmlReport.write(run, curriculum, path.resolve("index.html"));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the report in " + path, e);
    }
  }
}
