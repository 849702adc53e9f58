package dev.servicelab.labs.report;

import dev.servicelab.labs.cluster.Turns;
import dev.servicelab.labs.machine.Progress;
import io.cucumber.plugin.ConcurrentEventListener;
import io.cucumber.plugin.event.EventPublisher;
import io.cucumber.plugin.event.PickleStepTestStep;
import io.cucumber.plugin.event.Status;
import io.cucumber.plugin.event.TestCase;
import io.cucumber.plugin.event.TestCaseFinished;
import io.cucumber.plugin.event.TestCaseStarted;
import io.cucumber.plugin.event.TestStepFinished;
import io.cucumber.plugin.event.TestStepStarted;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A Cucumber plugin that says which scenarios run and at which step they are, who waits for its
 * turn, and, as soon as it is known, what failed.
 */
public final class LiveProgress implements ConcurrentEventListener {
  private static final int REASON_LINES = 3;

  private final Progress progress;
  private final int total;
  private final Map<UUID, Waiting> waiting = new LinkedHashMap<>();
  private final Map<UUID, Progress.Step> underWay = new HashMap<>();
  private final Map<UUID, String> broken = new HashMap<>();
  private int begun;

  private record Waiting(String feature, Instant since, List<String> tags) {}

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
    publisher.registerHandlerFor(TestStepFinished.class, this::stepFinished);
    publisher.registerHandlerFor(TestCaseFinished.class, this::finished);
  }

  private synchronized void started(TestCaseStarted event) {
    TestCase scenario = event.getTestCase();
    String feature = RunRecorder.featureName(scenario.getUri());
    waiting.put(scenario.getId(), new Waiting(feature, event.getInstant(), scenario.getTags()));
    tellWaiting();
  }

  /** A scenario's first step begins when it has its turn. */
  private synchronized void step(TestStepStarted event) {
    if (event.getTestStep() instanceof PickleStepTestStep step) {
      TestCase scenario = event.getTestCase();
      @Nullable Waiting waited = waiting.remove(scenario.getId());
      if (waited != null) {
        underWay.put(scenario.getId(), begin(scenario, waited, event.getInstant()));
        tellWaiting();
      }
      running(scenario).at(step.getStep().getText());
    }
  }

  private Progress.Step begin(TestCase scenario, Waiting waited, Instant now) {
    Duration wait = Duration.between(waited.since(), now);
    if (Turns.restrict(waited.tags()) && wait.toSeconds() > 0) {
      progress.say(
          "%s waited %d s for its turn (%s)"
              .formatted(waited.feature(), wait.toSeconds(), String.join(" ", waited.tags())));
    }
    begun++;
    String what = "%d of %d %s: %s".formatted(begun, total, waited.feature(), scenario.getName());
    return progress.begin(what, waited.feature());
  }

  private void tellWaiting() {
    String names =
        waiting.values().stream().map(Waiting::feature).collect(Collectors.joining(", "));
    progress.aside(waiting.isEmpty() ? "" : waiting.size() + " waiting: " + names);
  }

  private Progress.Step running(TestCase scenario) {
    return Objects.requireNonNull(underWay.get(scenario.getId()));
  }

  private synchronized void stepFinished(TestStepFinished event) {
    Status status = event.getResult().getStatus();
    if (event.getTestStep() instanceof PickleStepTestStep step
        && status != Status.PASSED
        && status != Status.SKIPPED) {
      broken.put(
          event.getTestCase().getId(), step.getStep().getKeyword() + step.getStep().getText());
    }
  }

  private synchronized void finished(TestCaseFinished event) {
    UUID id = event.getTestCase().getId();
    Status status = event.getResult().getStatus();
    Progress.@Nullable Step step = underWay.remove(id);
    waiting.remove(id);
    if (step != null) {
      step.done(status.name().toLowerCase(Locale.ROOT));
    }
    @Nullable String at = broken.remove(id);
    if (!status.isOk()) {
      progress.say("  at: " + (at == null ? "a hook" : at));
      RunRecorder.reason(event.getResult())
          .lines()
          .limit(REASON_LINES)
          .forEach(line -> progress.say("  " + line));
    }
  }
}
