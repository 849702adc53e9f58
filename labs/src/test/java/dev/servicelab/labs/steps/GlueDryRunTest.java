package dev.servicelab.labs.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.cucumber.core.cli.Main;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every step of every feature is bound, which needs no cluster, and no step of the vocabulary is
 * unused.
 */
class GlueDryRunTest {

  @Test
  void everyStepIsBound(@TempDir Path folder) throws IOException {
    Path usage = folder.resolve("usage.json");
    byte exitCode =
        Main.run(
            new String[] {
              "--dry-run",
              "--glue",
              "dev.servicelab.labs.steps",
              "--plugin",
              "usage:" + usage,
              "--plugin",
              "unused:" + folder.resolve("unused.txt"),
              "classpath:features"
            },
            Thread.currentThread().getContextClassLoader());
    assertThat(exitCode).as("0 means that no step is undefined or ambiguous").isZero();
    assertThat(Files.readString(usage))
        .as("the features were found")
        .contains("the manifest is applied");
    assertThat(folder.resolve("unused.txt")).as("steps that no feature uses").hasContent("0 unused step definition(s)");
  }
}
