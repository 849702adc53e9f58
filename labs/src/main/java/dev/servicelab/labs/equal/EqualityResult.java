package dev.servicelab.labs.equal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a comparison of the proxies came to.
 *
 * @param sets how many sets there were
 * @param rounds what each round came to
 */
public record EqualityResult(int sets, List<RoundResult> rounds) {
  /** A screen or three: who wants more takes the seed of what is shown. */
  private static final int MOST_LINES = 400;

  /** Whether no rule differs. */
  public boolean equal() {
    return differing() == 0 && compared() > 0;
  }

  /** How many rules of the reference were compared. */
  public int compared() {
    return rounds.stream().mapToInt(round -> round.comparison().compared()).sum();
  }

  /** How many rules differ. */
  public int differing() {
    return rounds.stream().mapToInt(round -> round.comparison().differing()).sum();
  }

  /** With which settings rules differ and with which none does. */
  private List<String> settings() {
    Map<String, Integer> differing = new LinkedHashMap<>();
    rounds.forEach(
        round -> differing.merge(round.settings(), round.comparison().differing(), Integer::sum));
    List<String> lines = new ArrayList<>();
    List<String> equal = new ArrayList<>();
    differing.forEach(
        (settings, count) -> {
          if (count > 0) {
            lines.add("%s: %,d rules differ".formatted(settings, count));
          } else {
            equal.add(settings);
          }
        });
    if (!equal.isEmpty()) {
      lines.add("no rule differs with: " + String.join("; ", equal));
    }
    return lines;
  }

  /** For people: what differs and of which objects, and a last line with the numbers. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    rounds.forEach(round -> lines.addAll(round.lines()));
    if (lines.size() > MOST_LINES) {
      int more = lines.size() - MOST_LINES;
      lines.subList(MOST_LINES, lines.size()).clear();
      lines.add("… and %,d lines more".formatted(more));
    }
    lines.addAll(settings());
    lines.add(
        "%d sets, %,d rules compared, %,d differing".formatted(sets, compared(), differing()));
    return lines;
  }
}
