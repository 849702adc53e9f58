package dev.servicelab.labs.steps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.servicelab.labs.machine.ProjectRoot;
import io.cucumber.core.cli.Main;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * No step of the vocabulary is unused; that each step of a feature has a definition is tested with
 * the suites.
 */
class UnusedStepsTest {

  @Test
  void everyStepIsUsed(@TempDir Path folder) throws IOException {
    Path usage = folder.resolve("usage.json");
    Path unused = folder.resolve("unused.txt");
    String[] arguments = {
      "--dry-run",
      "--glue",
      "dev.servicelab.labs.steps",
      "--plugin",
      "usage:" + usage,
      "--plugin",
      "unused:" + unused,
      ProjectRoot.find().resolve("features").toUri().toString()
    };
    byte exitCode = Main.run(arguments, Thread.currentThread().getContextClassLoader());

    assertThat(exitCode).isZero();
    assertThat(Files.readString(usage))
        .as("features were found")
        .contains("the manifest is applied");
    assertThat(Files.readString(unused)).contains("0 unused step").doesNotContain("RequestSteps");
  }
}
