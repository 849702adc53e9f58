package dev.servicelab.labs.course;

import java.util.ArrayList;
import java.util.List;

/**
 * A scenario as far as it can prove something.
 *
 * @param feature its feature, e.g. {@code service/readiness}
 * @param tags with their {@code @}, as written
 * @param asserted the text of each step that asserts something, without its keyword
 */
public record Proof(String feature, List<String> tags, List<String> asserted) {

  /**
   * A scenario out of its steps: asserted is each Then, and each And or But that follows one.
   *
   * @param steps in their order, each with its keyword
   */
  public static Proof of(String feature, List<String> tags, List<String> steps) {
    List<String> asserted = new ArrayList<>();
    boolean asserting = false;
    for (String step : steps) {
      int space = step.indexOf(' ');
      asserting =
          switch (step.substring(0, space)) {
            case "And", "But", "*" -> asserting;
            case "Then" -> true;
            default -> false;
          };
      if (asserting) {
        asserted.add(step.substring(space + 1));
      }
    }
    return new Proof(feature, List.copyOf(tags), List.copyOf(asserted));
  }
}
