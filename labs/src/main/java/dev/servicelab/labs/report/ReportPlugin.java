package dev.servicelab.labs.report;

import dev.servicelab.labs.cluster.ClusterFailed;
import dev.servicelab.labs.cluster.ClusterPool;
import dev.servicelab.labs.cluster.ClusterSpec;
import dev.servicelab.labs.machine.CannotRunHere;
import dev.servicelab.labs.machine.Progress;
import io.cucumber.core.plugin.HtmlFormatter;
import io.cucumber.plugin.ConcurrentEventListener;
import io.cucumber.plugin.event.EventPublisher;
import io.cucumber.plugin.event.TestRunFinished;
import io.cucumber.plugin.event.TestRunStarted;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/**
 * The report for a runner that is not ours (JUnit Platform, an IDE): a Cucumber plugin that writes
 * the same folder as {@code lab run}, at the system property {@code servicelab.report}.
 */
public final class ReportPlugin implements ConcurrentEventListener {
  private final RunRecorder recorder = new RunRecorder();
  private final ReportFolder folder =
      new ReportFolder(Path.of(System.getProperty("servicelab.report", "target/lab/report")));
  private Instant begun = Instant.now();

  @Override
  public void setEventPublisher(EventPublisher publisher) {
    recorder.setEventPublisher(publisher);
    folder.create();
    cucumberHtml().setEventPublisher(publisher);
    publisher.registerHandlerFor(TestRunStarted.class, event -> started());
    publisher.registerHandlerFor(TestRunFinished.class, this::finished);
  }

  /** The cluster starts before the first scenario, whose time would be the start's otherwise. */
  private void started() {
    try {
      ClusterPool.get(ClusterSpec.fromSystemProperties());
    } catch (ClusterFailed | CannotRunHere e) {
      Progress.stderr().say(String.valueOf(e.getMessage())); // every scenario will fail by it
    }
    begun = Instant.now();
  }

  private void finished(TestRunFinished event) {
    double seconds = Duration.between(begun, event.getInstant()).toMillis() / 1000.0;
    // Without a cluster there is nothing to report: the runner's own output says why.
    ClusterPool.used(ClusterSpec.fromSystemProperties())
        .ifPresent(cluster -> folder.write(RunReport.of(cluster, recorder.results(), seconds)));
  }

  /** Cucumber's own report; it closes its file at the end of the run. */
  private HtmlFormatter cucumberHtml() {
    try {
      return new HtmlFormatter(Files.newOutputStream(folder.cucumberHtml()));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + folder.cucumberHtml(), e);
    }
  }
}
