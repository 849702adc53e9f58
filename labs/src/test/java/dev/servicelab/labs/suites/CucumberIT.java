package dev.servicelab.labs.suites;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.servicelab.labs.cluster.ClusterPool;
import dev.servicelab.labs.cluster.ClusterSpec;
import dev.servicelab.labs.course.FeatureCatalog;
import dev.servicelab.labs.machine.Progress;
import dev.servicelab.labs.machine.ProjectRoot;
import dev.servicelab.labs.report.FeatureRun;
import dev.servicelab.labs.report.LabRun;
import dev.servicelab.labs.report.ReportFolder;
import dev.servicelab.labs.report.RunReport;
import dev.servicelab.labs.report.ScenarioResult;
import io.cucumber.tagexpressions.TagExpressionParser;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.opentest4j.TestAbortedException;

/**
 * The features on a real cluster. Failsafe runs it once with our proxy and DNS and once with the
 * reference ones, in each mode of the proxy; system properties say which, and with which tags.
 */
class CucumberIT {
  @TestFactory
  List<DynamicTest> scenarios() {
    FeatureRun features =
        new FeatureRun(
            FeatureCatalog.of(ProjectRoot.find()).select(List.of()),
            TagExpressionParser.parse(System.getProperty("servicelab.tags")));
    int scenarios = features.preview().size();
    assertThat(scenarios).as("scenarios of " + features.features()).isPositive();
    LabRun run =
        new LabRun(
            features,
            ClusterSpec.fromSystemProperties(),
            Integer.getInteger("servicelab.threads", LabRun.usualThreads()),
            1,
            new ReportFolder(Path.of(System.getProperty("servicelab.report"))));
    RunReport report = run.execute(scenarios, Progress.stderr());
    assertThat(report.scenarios()).hasSize(scenarios);
    return report.scenarios().stream()
        .map(scenario -> dynamicTest(scenario.id().title(), () -> verdict(scenario)))
        .toList();
  }

  @AfterAll
  static void leave() {
    ClusterPool.closeAll();
  }

  private static void verdict(ScenarioResult scenario) {
    switch (scenario.status()) {
      case PASSED -> {}
      case SKIPPED -> {
        assertThat(scenario.reason()).as("reason of the skip").isNotBlank();
        throw new TestAbortedException(scenario.reason());
      }
      case FAILED ->
          throw new AssertionError(
              scenario.brokenStep().map(step -> step + "\n").orElse("") + scenario.reason());
    }
  }
}
