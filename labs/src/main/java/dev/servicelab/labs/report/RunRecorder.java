package dev.servicelab.labs.report;

import dev.servicelab.labs.report.ScenarioResult.Attachment;
import dev.servicelab.labs.report.ScenarioResult.StepResult;
import io.cucumber.plugin.ConcurrentEventListener;
import io.cucumber.plugin.event.EmbedEvent;
import io.cucumber.plugin.event.EventPublisher;
import io.cucumber.plugin.event.PickleStepTestStep;
import io.cucumber.plugin.event.Result;
import io.cucumber.plugin.event.Status;
import io.cucumber.plugin.event.TestCase;
import io.cucumber.plugin.event.TestCaseFinished;
import io.cucumber.plugin.event.TestStepFinished;
import io.cucumber.plugin.event.WriteEvent;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A Cucumber plugin that turns its events into {@link ScenarioResult}s. */
public final class RunRecorder implements ConcurrentEventListener {
  private static final Pattern FEATURE = Pattern.compile(".*?features/(.+)\\.feature");

  private final List<ScenarioResult> results = new CopyOnWriteArrayList<>();
  private final Map<UUID, List<StepResult>> steps = new ConcurrentHashMap<>();
  private final Map<UUID, List<Attachment>> attachments = new ConcurrentHashMap<>();

  @Override
  public void setEventPublisher(EventPublisher publisher) {
    publisher.registerHandlerFor(TestStepFinished.class, this::stepFinished);
    publisher.registerHandlerFor(EmbedEvent.class, this::embedded);
    publisher.registerHandlerFor(WriteEvent.class, this::written);
    publisher.registerHandlerFor(TestCaseFinished.class, this::caseFinished);
  }

  /** What has finished so far. */
  public List<ScenarioResult> results() {
    return List.copyOf(results);
  }

  /** {@code service/cluster-ip} for any address of that feature file. */
  public static String featureName(URI uri) {
    Matcher matcher = FEATURE.matcher(uri.toString());
    return matcher.matches() ? matcher.group(1) : uri.toString();
  }

  private void stepFinished(TestStepFinished event) {
    if (event.getTestStep() instanceof PickleStepTestStep step) {
      String text = step.getStep().getKeyword() + step.getStep().getText();
      steps
          .computeIfAbsent(event.getTestCase().getId(), id -> new CopyOnWriteArrayList<>())
          .add(
              new StepResult(
                  text,
                  event.getResult().getStatus().name().toLowerCase(Locale.ROOT),
                  seconds(event.getResult().getDuration())));
    }
  }

  private void embedded(EmbedEvent event) {
    String name = event.getName() == null ? event.getMediaType() : event.getName();
    attach(
        event.getTestCase(),
        new Attachment(name, new String(event.getData(), StandardCharsets.UTF_8)));
  }

  private void written(WriteEvent event) {
    attach(event.getTestCase(), new Attachment("log", event.getText()));
  }

  private void attach(TestCase scenario, Attachment attachment) {
    attachments
        .computeIfAbsent(scenario.getId(), id -> new CopyOnWriteArrayList<>())
        .add(attachment);
  }

  private void caseFinished(TestCaseFinished event) {
    TestCase scenario = event.getTestCase();
    Result result = event.getResult();
    ScenarioResult.Status status = status(result.getStatus());
    List<Attachment> found = attachments.remove(scenario.getId());
    List<StepResult> taken = steps.remove(scenario.getId());
    results.add(
        new ScenarioResult(
            featureName(scenario.getUri()),
            scenario.getName(),
            List.copyOf(scenario.getTags()),
            status,
            status == ScenarioResult.Status.PASSED ? "" : reason(result),
            seconds(result.getDuration()),
            taken == null ? List.of() : new ArrayList<>(taken),
            found == null ? List.of() : new ArrayList<>(found)));
  }

  private static ScenarioResult.Status status(Status status) {
    return switch (status) {
      case PASSED -> ScenarioResult.Status.PASSED;
      case SKIPPED -> ScenarioResult.Status.SKIPPED;
      case FAILED, PENDING, UNDEFINED, AMBIGUOUS, UNUSED -> ScenarioResult.Status.FAILED;
    };
  }

  private static String reason(Result result) {
    @Nullable Throwable error = result.getError();
    if (error != null) {
      return reason(error);
    }
    return switch (result.getStatus()) {
      case PASSED, SKIPPED, FAILED -> "";
      case UNDEFINED -> "a step has no definition";
      case PENDING -> "a step is not implemented yet";
      case AMBIGUOUS -> "a step has more than one definition";
      case UNUSED -> "unused";
    };
  }

  /** The error's message, and its first cause's where the error itself says nothing of it. */
  static String reason(Throwable error) {
    Throwable first = error;
    while (first.getCause() != null) {
      first = first.getCause();
    }
    String message = message(error);
    String cause = message(first).lines().findFirst().orElse("");
    return message.contains(cause)
        ? message
        : message + " (" + first.getClass().getSimpleName() + ": " + cause + ")";
  }

  private static String message(Throwable error) {
    String message = error.getMessage();
    return message == null || message.isBlank() ? error.getClass().getName() : message.strip();
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }
}
