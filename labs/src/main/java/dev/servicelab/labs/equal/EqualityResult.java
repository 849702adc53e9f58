package dev.servicelab.labs.equal;

import java.util.ArrayList;
import java.util.List;

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

  /** What was compared beside the sets with the shipped configuration. */
  private List<String> settings() {
    return rounds.stream()
        .map(RoundResult::settings)
        .distinct()
        .map(
            settings ->
                "%s: %,d rules differ"
                    .formatted(
                        settings,
                        rounds.stream()
                            .filter(round -> round.settings().equals(settings))
                            .mapToInt(round -> round.comparison().differing())
                            .sum()))
        .toList();
  }

  /** For people: what differs and of which objects, and a last line with the numbers. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.addAll(settings());
    rounds.forEach(round -> lines.addAll(round.lines()));
    if (lines.size() > MOST_LINES) {
      int more = lines.size() - MOST_LINES;
      lines.subList(MOST_LINES, lines.size()).clear();
      lines.add("… and %,d lines more".formatted(more));
    }
    lines.add(
        "%d sets, %,d rules compared, %,d differing".formatted(sets, compared(), differing()));
    return lines;
  }
}
