package dev.servicelab.dns.corefile;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds what somebody probably meant when they mistyped a word. */
public final class NearestWord {

  private NearestWord() {}

  /** The words {@code ", did you mean 'x'?"}, or nothing when no known word is close. */
  public static String hint(String typed, Collection<String> known) {
    return find(typed, known).map(word -> ", did you mean '" + word + "'?").orElse("");
  }

  /**
   * The known word with the fewest edits, if a typing slip could explain the difference; of
   * several, the first.
   */
  public static Optional<String> find(String typed, Collection<String> known) {
    int limit = Math.max(2, typed.length() / 3);
    return known.stream()
        .filter(word -> edits(typed, word) <= limit)
        .min(Comparator.comparingInt(word -> edits(typed, word)));
  }

  /** Levenshtein distance with two rows. */
  private static int edits(String from, String to) {
    int[] previous = new int[to.length() + 1];
    for (int column = 0; column <= to.length(); column++) {
      previous[column] = column;
    }
    for (int row = 1; row <= from.length(); row++) {
      int[] current = new int[to.length() + 1];
      current[0] = row;
      for (int column = 1; column <= to.length(); column++) {
        int substitution = from.charAt(row - 1) == to.charAt(column - 1) ? 0 : 1;
        int change = previous[column - 1] + substitution;
        current[column] = Math.min(change, 1 + Math.min(previous[column], current[column - 1]));
      }
      previous = current;
    }
    return previous[to.length()];
  }
}
