package dev.servicelab.labs.equal.dns;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What became of one question.
 *
 * @param mode which of ours was asked
 * @param question what was asked
 * @param differences in what the responses differ
 * @param ours our response
 * @param reference the reference's
 */
record Compared(
    Mode mode,
    Question question,
    List<String> differences,
    Optional<Reply> ours,
    Optional<Reply> reference) {
  private static final int MOST_RECORDS = 12;

  /** How ours is set. */
  enum Mode {
    /** Every choice is CoreDNS's. */
    AS_COREDNS("choices coredns"),
    /** As shipped. */
    BY_DEFAULT("our choices"),
    /** As shipped, but for the choice that the table names. */
    ONE_CHOICE("this choice as coredns");

    private final String words;

    Mode(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }
  }

  /** Whether they are alike. */
  boolean equal() {
    return differences.isEmpty();
  }

  /**
   * Whether they differ, and by a choice that is made here: one that an option takes back counts
   * only where it is not taken back.
   */
  boolean byChoice() {
    String choice = question.choice();
    return !equal()
        && !choice.isEmpty()
        && !choice.equals(Question.OPEN)
        && (mode == Mode.BY_DEFAULT || choice.startsWith(Question.ALWAYS));
  }

  /** Whether they differ where that is known, and nobody has chosen it. */
  boolean open() {
    return !equal() && question.choice().equals(Question.OPEN);
  }

  /** For people. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("%s  [%s]".formatted(question, mode.words()));
    lines.add("  differ in: " + String.join(", ", differences));
    lines.addAll(shown("ours", ours));
    lines.addAll(shown("reference", reference));
    return lines;
  }

  private static List<String> shown(String whose, Optional<Reply> reply) {
    List<String> records = reply.map(Reply::lines).orElse(List.of("no response"));
    List<String> lines = new ArrayList<>();
    records.stream().limit(MOST_RECORDS).forEach(r -> lines.add("  %-9s %s".formatted(whose, r)));
    if (records.size() > MOST_RECORDS) {
      lines.add("  %-9s … %d more".formatted(whose, records.size() - MOST_RECORDS));
    }
    return lines;
  }
}
