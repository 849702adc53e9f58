package dev.servicelab.labs.report;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What came out of one run of one scenario.
 *
 * @param id which scenario
 * @param run which repetition, from 1
 * @param status passed, failed or skipped
 * @param reason why it failed or was skipped; empty if it passed, and then only
 * @param seconds how long its steps took together, without waiting for its turn
 * @param steps its steps, in order, without hooks
 * @param measured what it measured
 * @param evidence what was attached
 */
public record ScenarioResult(
    ScenarioId id,
    int run,
    Status status,
    String reason,
    double seconds,
    List<StepResult> steps,
    List<Measured> measured,
    List<Attachment> evidence) {

  /** The three outcomes; a step that is pending, undefined or ambiguous fails its scenario. */
  public enum Status {
    /** Every step passed. */
    PASSED,
    /** A step failed, or is not implemented. */
    FAILED,
    /** The scenario says that it cannot run here. */
    SKIPPED;

    /** The word in reports. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * One step.
   *
   * @param text keyword and text, as in the feature
   * @param status Cucumber's word in lower case
   */
  public record StepResult(String text, String status, double seconds) {}

  /**
   * A time that a step has measured.
   *
   * @param what the kind, one word
   */
  public record Measured(String what, double seconds) {}

  /**
   * One piece of evidence.
   *
   * @param name what it is
   * @param text its content
   */
  public record Attachment(String name, String text) {}

  /** The feature file without folder and ending. */
  public String feature() {
    return id.feature();
  }

  /** The scenario's name. */
  public String name() {
    return id.name();
  }

  /** The scenario's tags, with their {@code @}. */
  public List<String> tags() {
    return id.tags();
  }

  /** A skip that does not say why is as bad as a failure. */
  public boolean skippedWithoutReason() {
    return status == Status.SKIPPED && reason.isBlank();
  }

  /** The text of the step that failed, if a step did and not a hook. */
  public Optional<String> brokenStep() {
    return steps.stream()
        .filter(step -> !step.status().equals("passed") && !step.status().equals("skipped"))
        .map(StepResult::text)
        .findFirst();
  }
}
