package dev.servicelab.labs.report;

import dev.servicelab.labs.machine.Progress;
import io.cucumber.plugin.ConcurrentEventListener;
import io.cucumber.plugin.event.EventPublisher;
import io.cucumber.plugin.event.PickleStepTestStep;
import io.cucumber.plugin.event.TestCaseFinished;
import io.cucumber.plugin.event.TestCaseStarted;
import io.cucumber.plugin.event.TestStepStarted;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A Cucumber plugin that says which scenario runs, and which step of it. */
public final class LiveProgress implements ConcurrentEventListener {
  private final Progress progress;
  private final int total;
  private int begun;
  private Progress.@Nullable Step current;

  /**
   * Shows a run.
   *
   * @param total how many scenarios there are, all repetitions together
   */
  public LiveProgress(Progress progress, int total) {
    this.progress = progress;
    this.total = total;
  }

  @Override
  public void setEventPublisher(EventPublisher publisher) {
    publisher.registerHandlerFor(TestCaseStarted.class, this::started);
    publisher.registerHandlerFor(TestStepStarted.class, this::step);
    publisher.registerHandlerFor(TestCaseFinished.class, this::finished);
  }

  private synchronized void started(TestCaseStarted event) {
    begun++;
    current =
        progress.begin(
            "%d of %d %s: %s"
                .formatted(
                    begun,
                    total,
                    RunRecorder.featureName(event.getTestCase().getUri()),
                    event.getTestCase().getName()));
  }

  private synchronized void step(TestStepStarted event) {
    if (current != null && event.getTestStep() instanceof PickleStepTestStep step) {
      current.at(step.getStep().getText());
    }
  }

  private synchronized void finished(TestCaseFinished event) {
    if (current != null) {
      current.done(event.getResult().getStatus().name().toLowerCase(Locale.ROOT));
      current = null;
    }
  }
}
