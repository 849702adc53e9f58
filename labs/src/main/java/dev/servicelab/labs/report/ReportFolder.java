package dev.servicelab.labs.report;

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
  private static final String DETAIL = "cucumber.html";

  /** Where Cucumber's own HTML goes. */
  public Path cucumberHtml() {
    return path.resolve(DETAIL);
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

  /** Writes what a run came to. */
  public void write(RunReport run) {
    try {
      ConformanceFile.write(run, path.resolve("conformance.yaml"));
      EvidenceFiles.write(run, path);
      HtmlReport.write(run, path.resolve("index.html"), DETAIL);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the report in " + path, e);
    }
  }
}
