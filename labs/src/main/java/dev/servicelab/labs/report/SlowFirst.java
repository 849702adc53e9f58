package dev.servicelab.labs.report;

import io.cucumber.core.gherkin.Pickle;
import io.cucumber.core.order.PickleOrder;
import java.util.Comparator;
import java.util.List;

/**
 * The order that leaves no long scenario for the end, when nothing is left to run beside it: those
 * that say that they are slow, then those that have to wait for each other, then the others, and at
 * last those that run alone anyway. Otherwise as written.
 */
final class SlowFirst implements PickleOrder {
  @Override
  public List<Pickle> orderPickles(List<Pickle> pickles) {
    return pickles.stream()
        .sorted(Comparator.comparingInt(pickle -> place(pickle.getTags())))
        .toList();
  }

  static int place(List<String> tags) {
    if (tags.contains("@alone")) {
      return 3;
    }
    if (tags.contains("@slow") || tags.contains("@seed")) {
      return 0;
    }
    return tags.stream().anyMatch(tag -> tag.startsWith("@uses-")) ? 1 : 2;
  }
}
