package dev.servicelab.labs.report;

import dev.servicelab.labs.report.ScenarioResult.Attachment;
import dev.servicelab.labs.report.ScenarioResult.Measured;
import dev.servicelab.labs.report.ScenarioResult.StepResult;
import dev.servicelab.labs.world.Scene;
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

  private final int run;
  private final List<ScenarioResult> results = new CopyOnWriteArrayList<>();
  private final Map<UUID, List<StepResult>> steps = new ConcurrentHashMap<>();
  private final Map<UUID, List<Measured>> measured = new ConcurrentHashMap<>();
  private final Map<UUID, List<Attachment>> attachments = new ConcurrentHashMap<>();

  /**
   * Nothing is recorded yet.
   *
   * @param run which repetition this is, from 1
   */
  RunRecorder(int run) {
    this.run = run;
  }

  @Override
  public void setEventPublisher(EventPublisher publisher) {
    publisher.registerHandlerFor(TestStepFinished.class, this::stepFinished);
    publisher.registerHandlerFor(EmbedEvent.class, this::embedded);
    publisher.registerHandlerFor(WriteEvent.class, this::written);
    publisher.registerHandlerFor(TestCaseFinished.class, this::caseFinished);
  }

  /** What has finished so far, in the order of finishing. */
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
      StepResult result =
          new StepResult(
              step.getStep().getKeyword() + step.getStep().getText(),
              event.getResult().getStatus().name().toLowerCase(Locale.ROOT),
              seconds(event.getResult().getDuration()));
      add(steps, event.getTestCase(), result);
    }
  }

  private void embedded(EmbedEvent event) {
    String name = event.getName() == null ? event.getMediaType() : event.getName();
    String text = new String(event.getData(), StandardCharsets.UTF_8);
    if (event.getMediaType().equals(Scene.MEASURED)) {
      add(measured, event.getTestCase(), new Measured(name, Double.parseDouble(text)));
    } else {
      add(attachments, event.getTestCase(), new Attachment(name, text));
    }
  }

  private void written(WriteEvent event) {
    add(attachments, event.getTestCase(), new Attachment("log", event.getText()));
  }

  private static <T> void add(Map<UUID, List<T>> parts, TestCase scenario, T part) {
    parts.computeIfAbsent(scenario.getId(), id -> new CopyOnWriteArrayList<>()).add(part);
  }

  private static <T> List<T> take(Map<UUID, List<T>> parts, TestCase scenario) {
    List<T> found = parts.remove(scenario.getId());
    return found == null ? List.of() : List.copyOf(found);
  }

  private void caseFinished(TestCaseFinished event) {
    TestCase scenario = event.getTestCase();
    Result result = event.getResult();
    ScenarioResult.Status status = status(result.getStatus());
    List<StepResult> taken = take(steps, scenario);
    results.add(
        new ScenarioResult(
            id(scenario),
            run,
            status,
            status == ScenarioResult.Status.PASSED ? "" : reason(result),
            taken.stream().mapToDouble(StepResult::seconds).sum(),
            taken,
            take(measured, scenario),
            take(attachments, scenario)));
  }

  private static ScenarioId id(TestCase scenario) {
    return new ScenarioId(
        featureName(scenario.getUri()),
        scenario.getLocation().getLine(),
        scenario.getName(),
        List.copyOf(scenario.getTags()));
  }

  private static ScenarioResult.Status status(Status status) {
    return switch (status) {
      case PASSED -> ScenarioResult.Status.PASSED;
      case SKIPPED -> ScenarioResult.Status.SKIPPED;
      case FAILED, PENDING, UNDEFINED, AMBIGUOUS, UNUSED -> ScenarioResult.Status.FAILED;
    };
  }

  /** Why a scenario or step came out so; empty if it passed. */
  static String reason(Result result) {
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
