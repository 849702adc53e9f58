package dev.servicelab.labs.course;

import dev.servicelab.labs.report.ScenarioResult;
import dev.servicelab.labs.report.ScenarioResult.StepResult;
import java.util.ArrayList;
import java.util.List;

/** The steps of a scenario that assert something. */
final class ThenSteps {
  private ThenSteps() {}

  /** Each Then, and each And or But that follows one, without its keyword. */
  static List<String> of(ScenarioResult scenario) {
    List<String> found = new ArrayList<>();
    boolean asserting = false;
    for (StepResult step : scenario.steps()) {
      int space = step.text().indexOf(' ');
      String keyword = step.text().substring(0, space);
      asserting =
          switch (keyword) {
            case "And", "But", "*" -> asserting;
            default -> keyword.equals("Then");
          };
      if (asserting) {
        found.add(step.text().substring(space + 1));
      }
    }
    return found;
  }
}
