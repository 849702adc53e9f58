package dev.servicelab.labs.report;

import io.cucumber.core.feature.FeatureWithLines;
import io.cucumber.core.feature.GluePath;
import io.cucumber.core.options.RuntimeOptionsBuilder;
import io.cucumber.core.runtime.Runtime;
import io.cucumber.plugin.Plugin;
import io.cucumber.tagexpressions.Expression;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Cucumber, run inside this process.
 *
 * @param features the feature files
 * @param tags which scenarios of them; all if null
 */
public record FeatureRun(List<Path> features, @Nullable Expression tags) {
  private static final String GLUE = "dev.servicelab.labs.steps";

  /** A scenario that waits for its turn holds a thread; others shall get past it. */
  private static final int PLACES_A_TURN = 4;

  /** What a run would do, without doing it: scenarios with undefined steps come out as failed. */
  public List<ScenarioResult> preview() {
    RunRecorder recorder = new RunRecorder(1);
    run(options().setDryRun(), recorder);
    return recorder.results();
  }

  /**
   * Runs the scenarios once.
   *
   * @param run which repetition it is, from 1
   * @param threads how many scenarios the cluster lets run side by side
   * @param html where Cucumber's own report goes
   */
  List<ScenarioResult> run(int run, int threads, Path html, LiveProgress progress) {
    RunRecorder recorder = new RunRecorder(run);
    RuntimeOptionsBuilder options =
        options()
            .addPluginName("html:" + html)
            .setPickleOrder(new SlowFirst())
            .setThreads(threads == 1 ? 1 : threads * PLACES_A_TURN);
    run(options, recorder, progress);
    return recorder.results();
  }

  private static void run(RuntimeOptionsBuilder options, Plugin... plugins) {
    Runtime.builder()
        .withRuntimeOptions(options.build())
        .withClassLoader(FeatureRun.class::getClassLoader)
        .withAdditionalPlugins(plugins)
        .build()
        .run();
  }

  private RuntimeOptionsBuilder options() {
    RuntimeOptionsBuilder options =
        new RuntimeOptionsBuilder()
            .addGlue(GluePath.parse(GLUE))
            .setMonochrome()
            .setNoSummary()
            .setPublishQuiet(true);
    features.forEach(path -> options.addFeature(FeatureWithLines.parse(path.toUri().toString())));
    if (tags != null) {
      options.addTagFilter(tags);
    }
    return options;
  }
}
