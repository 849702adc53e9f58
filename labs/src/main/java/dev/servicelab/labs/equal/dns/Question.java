package dev.servicelab.labs.equal.dns;

import dev.servicelab.dns.records.options.Choice;
import java.util.List;
import java.util.stream.Stream;

/**
 * A line of the table.
 *
 * @param row the requirement it shows, e.g. {@code S1}
 * @param block the server block that is asked
 * @param how words of {@link How}
 * @param name absolute
 * @param type e.g. {@code SRV}
 * @param choice the choice by which ours may answer otherwise, or several with spaces between them
 *     if it takes all of them; empty if it may not
 * @param note what it is about
 */
record Question(
    String row, String block, How how, String name, String type, String choice, String note) {
  /** Of a made-up question: nobody looked which choice, if any, it is about. */
  static final String ANY_CHOICE = "any";

  /** Begins a choice that no option takes back. */
  static final String ALWAYS = "always-";

  /** Stands where the table's choice does, for a difference that is known and not settled yet. */
  static final String OPEN = "open";

  private static final int COLUMNS = 7;
  private static final String COMMENT = "#";

  /** The lines of a table: columns between bars, no line for an empty one or a comment. */
  static List<Question> table(String text) {
    return text.lines()
        .filter(line -> !line.isBlank() && !line.startsWith(COMMENT))
        .map(Question::parse)
        .toList();
  }

  /** This table's. */
  static List<Question> table() {
    return table(Resources.text("queries.txt"));
  }

  private static Question parse(String line) {
    List<String> columns = Stream.of(line.split("\\|", -1)).map(String::strip).toList();
    if (columns.size() != COLUMNS) {
      throw new IllegalArgumentException("not " + COLUMNS + " columns: " + line);
    }
    return new Question(
        columns.get(0),
        columns.get(1),
        How.parse(columns.get(2)),
        columns.get(3),
        columns.get(4),
        columns.get(5),
        columns.get(6));
  }

  /** The options of plugin {@code kubernetes} that make our answer CoreDNS's; may be none. */
  List<Choice> choices() {
    List<String> words = List.of(choice.split(" "));
    List<Choice> options =
        Stream.of(Choice.values()).filter(option -> words.contains(option.word())).toList();
    // "file denials" is an option of another plugin.
    return options.size() == words.size() ? options : List.of();
  }

  /** {@code S1 article udp web.shop.svc.cluster.local. A: ClusterIP}. */
  @Override
  public String toString() {
    return "%s  %s %s  %s %s  (%s)".formatted(row, block, how, name, type, note);
  }
}
