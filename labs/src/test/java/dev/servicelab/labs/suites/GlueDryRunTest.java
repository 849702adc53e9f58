package dev.servicelab.labs.suites;

import static org.assertj.core.api.Assertions.assertThat;

import dev.servicelab.labs.machine.ProjectRoot;
import dev.servicelab.labs.report.FeatureRun;
import dev.servicelab.labs.report.ScenarioResult;
import dev.servicelab.labs.report.ScenarioResult.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What can be said of the features without a cluster. */
class GlueDryRunTest {
  private static final int FEATURES_OF_THE_FIRST_SLICE = 8;

  @Test
  void everyStepHasADefinition() throws IOException {
    List<ScenarioResult> scenarios = new FeatureRun(features(), null).preview();

    assertThat(scenarios).hasSizeGreaterThanOrEqualTo(FEATURES_OF_THE_FIRST_SLICE);
    assertThat(scenarios)
        .filteredOn(scenario -> scenario.status() == Status.FAILED)
        .extracting(scenario -> scenario.feature() + ": " + scenario.name() + scenario.steps())
        .isEmpty();
  }

  @Test
  void everyFeatureHasItsManifestAndEveryManifestItsFeature() throws IOException {
    List<String> features = stems("features", ".feature");

    assertThat(features).hasSizeGreaterThanOrEqualTo(FEATURES_OF_THE_FIRST_SLICE);
    assertThat(stems("manifests", ".yaml").stream().filter(stem -> !stem.startsWith("install/")))
        .containsExactlyInAnyOrderElementsOf(features);
  }

  private static List<Path> features() throws IOException {
    Path folder = ProjectRoot.find().resolve("features");
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(path -> path.toString().endsWith(".feature")).sorted().toList();
    }
  }

  private static List<String> stems(String folder, String ending) throws IOException {
    Path root = ProjectRoot.find().resolve(folder);
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .map(path -> root.relativize(path).toString())
          .filter(name -> name.endsWith(ending))
          .map(name -> name.substring(0, name.length() - ending.length()))
          .sorted()
          .toList();
    }
  }
}
