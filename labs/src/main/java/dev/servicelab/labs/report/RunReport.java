package dev.servicelab.labs.report;

import dev.servicelab.labs.cluster.ClusterSpec;
import dev.servicelab.labs.cluster.GateTime;
import dev.servicelab.labs.cluster.LabCluster;
import dev.servicelab.labs.report.ScenarioResult.Status;
import java.util.Comparator;
import java.util.List;

/**
 * A run: on what, and what came out.
 *
 * @param spec whose proxy and DNS, in which mode, on how many nodes
 * @param image the node image
 * @param kubernetes the API server's version
 * @param gates how long each step of the cluster's start took; empty if it was found running
 * @param threads how many scenarios ran side by side at most
 * @param repeat how often each ran
 * @param scenarios in the order of the feature files, a scenario's repetitions together
 * @param seconds the whole run, without the cluster's start
 */
public record RunReport(
    ClusterSpec spec,
    String image,
    String kubernetes,
    List<GateTime> gates,
    int threads,
    int repeat,
    List<ScenarioResult> scenarios,
    double seconds) {

  /** The report of a run on this cluster. */
  public static RunReport of(
      LabCluster cluster, int threads, int repeat, List<ScenarioResult> scenarios, double seconds) {
    return new RunReport(
        cluster.spec(),
        cluster.image(),
        cluster.kubernetesVersion(),
        cluster.startTimes(),
        threads,
        repeat,
        scenarios.stream()
            .sorted(
                Comparator.comparing(ScenarioResult::id, ScenarioId.AS_WRITTEN)
                    .thenComparingInt(ScenarioResult::run))
            .toList(),
        seconds);
  }

  /** How many scenarios ended so. */
  public long count(Status status) {
    return scenarios.stream().filter(scenario -> scenario.status() == status).count();
  }

  /** Whether at least one scenario passed, none failed, and every skip says why. */
  public boolean passed() {
    return count(Status.PASSED) > 0
        && count(Status.FAILED) == 0
        && scenarios.stream().noneMatch(ScenarioResult::skippedWithoutReason);
  }

  /** {@code 8 passed, 0 failed, 1 skipped}. */
  public String totals() {
    return "%d passed, %d failed, %d skipped"
        .formatted(count(Status.PASSED), count(Status.FAILED), count(Status.SKIPPED));
  }
}
