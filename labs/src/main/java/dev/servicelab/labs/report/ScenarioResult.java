package dev.servicelab.labs.report;

import java.util.List;
import java.util.Locale;

/**
 * What came out of one run of one scenario.
 *
 * @param feature the feature file without folder {@code features/} and ending, e.g. {@code
 *     service/cluster-ip}
 * @param name the scenario's name
 * @param tags with their {@code @}, as written
 * @param status passed, failed or skipped
 * @param reason why it failed or was skipped; empty if it passed, and then only
 * @param seconds how long it took
 * @param steps its steps, in order, without hooks
 * @param evidence what was attached
 */
public record ScenarioResult(
    String feature,
    String name,
    List<String> tags,
    Status status,
    String reason,
    double seconds,
    List<StepResult> steps,
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
   * One piece of evidence.
   *
   * @param name what it is
   * @param text its content
   */
  public record Attachment(String name, String text) {}

  /** A skip that does not say why is as bad as a failure. */
  public boolean skippedWithoutReason() {
    return status == Status.SKIPPED && reason.isBlank();
  }
}
