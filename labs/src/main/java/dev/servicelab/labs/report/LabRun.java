package dev.servicelab.labs.report;

import dev.servicelab.labs.cluster.ClusterPool;
import dev.servicelab.labs.cluster.ClusterSpec;
import dev.servicelab.labs.cluster.LabCluster;
import dev.servicelab.labs.course.Curriculum;
import dev.servicelab.labs.machine.Progress;
import dev.servicelab.labs.machine.ProjectRoot;
import dev.servicelab.labs.world.Namespaces;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The labs on a cluster: what {@code lab run} and the live test of the build both do.
 *
 * @param features which scenarios
 * @param spec the cluster; the system properties that the steps read have to say the same
 * @param threads how many scenarios run side by side at most
 * @param repeat how often all of them run
 * @param folder where the report goes
 */
public record LabRun(
    FeatureRun features, ClusterSpec spec, int threads, int repeat, ReportFolder folder) {
  private static final Duration REMOVAL = Duration.ofSeconds(60);

  /** Waiting for pods is most of what a scenario does, so two a core keep the cores busy. */
  public static int usualThreads() {
    return Math.clamp(2L * Runtime.getRuntime().availableProcessors(), 2, 6);
  }

  /**
   * Takes or starts the cluster, runs the scenarios and writes the report. The cluster's start is
   * not part of any scenario's time. On a cluster that stays, it also waits for the end of what the
   * scenarios made.
   *
   * @param scenarios how many scenarios there are, as {@link FeatureRun#preview} found them
   * @throws IllegalArgumentException if the curriculum is not well formed
   * @throws dev.servicelab.labs.cluster.ClusterFailed if there is no cluster to be had
   * @throws dev.servicelab.labs.machine.CannotRunHere if this machine lacks something
   */
  public RunReport execute(int scenarios, Progress progress) {
    Curriculum curriculum = Curriculum.read(ProjectRoot.find()); // if it is wrong, then at once
    LabCluster cluster = ClusterPool.get(spec);
    cluster.turns().limit(threads);
    folder.create();
    Instant begun = Instant.now();
    LiveProgress live = new LiveProgress(progress, scenarios * repeat);
    List<ScenarioResult> results = new ArrayList<>();
    for (int run = 1; run <= repeat; run++) {
      results.addAll(features.run(run, threads, folder.cucumberHtml(run), live));
    }
    double seconds = Duration.between(begun, Instant.now()).toMillis() / 1000.0;
    RunReport report = RunReport.of(cluster, threads, repeat, results, seconds);
    folder.write(report, curriculum);
    if (ClusterPool.staying()) {
      awaitRemoval(cluster, progress);
    }
    return report;
  }

  private static void awaitRemoval(LabCluster cluster, Progress progress) {
    try (Progress.Step step = progress.begin("namespaces of the scenarios gone")) {
      List<String> remaining = Namespaces.awaitRemoval(cluster, REMOVAL);
      step.done(remaining.isEmpty() ? "done" : "the cluster still removes " + remaining);
    }
  }
}
