package dev.servicelab.labs.terminal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a screen has to look like, written as the screen itself with gaps for what differs each
 * time. The width of spaces does not matter. A gap is
 *
 * <ul>
 *   <li>{@code …}: anything; alone on a line, any number of lines
 *   <li>{@code <kind>}: something of a {@link #KINDS kind}
 *   <li>{@code <kind: name>}: the same, noted under a name
 *   <li>{@code <name>}: exactly what was noted under that name, here or on an earlier screen
 *   <li>{@code <in any order: a, b>}: these texts, joined by commas, in any order; a text may begin
 *       with the name of a note from an earlier screen
 * </ul>
 *
 * <p>All other text, also {@code <none>}, is meant literally.
 */
public final class Picture {
  /** The kinds of gaps: addresses, kubectl's ages, names of objects, hashes of chains. */
  private static final Map<String, String> KINDS =
      Map.of(
          "IP", "\\d{1,3}(?:\\.\\d{1,3}){3}",
          "age", "(?:\\d+[smhd]){1,2}",
          "number", "\\d+",
          "name", "[a-z0-9](?:[-a-z0-9.]*[a-z0-9])?",
          "node", "node\\d",
          "hash", "[A-Z2-7]{16}",
          "word", "\\S+",
          "text", "\\S.*?");

  private static final Pattern GAP = Pattern.compile("<([^<>]+)>|…|[ \t]+");
  private static final String IN_ANY_ORDER = "in any order: ";

  private final List<String> expected;
  private final Notes notes;

  /**
   * @param text the picture
   * @param notes of earlier screens
   */
  public Picture(String text, Notes notes) {
    this.expected = text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    this.notes = notes;
  }

  /**
   * Compares, and notes what the picture's gaps ask for.
   *
   * @throws AssertionError if the screen does not look like this; it names the first line of the
   *     picture that the screen has no line for, and shows the screen
   */
  public void compare(Screen screen) {
    String shown = screen.lines().stream().map(line -> line + "\n").collect(Collectors.joining());
    Attempt whole = new Attempt(expected.size());
    Matcher matcher = whole.pattern().matcher(shown);
    if (!matcher.matches()) {
      throw new AssertionError(difference(shown, screen));
    }
    notes.add(whole.noted(matcher));
  }

  private String difference(String shown, Screen screen) {
    int fitting = 0;
    while (fitting < expected.size()
        && new Attempt(fitting + 1).pattern().matcher(shown).lookingAt()) {
      fitting++;
    }
    String problem =
        fitting == expected.size()
            ? "the screen shows more than this"
            : "the screen does not show, in its place: " + notes.fill(expected.get(fitting));
    List<String> remarks = screen.remarks();
    return "%s\nthe screen:\n%s%s"
        .formatted(problem, shown, remarks.isEmpty() ? "" : "and: " + String.join("\n", remarks));
  }

  /** The first lines of the picture as one regular expression. */
  private final class Attempt {
    private final Map<String, String> groups = new LinkedHashMap<>();
    private final StringBuilder regex = new StringBuilder();

    Attempt(int lines) {
      for (String line : expected.subList(0, lines)) {
        if (line.equals("…")) {
          regex.append("(?:[^\\n]*\\n)*?");
        } else {
          addLine(line);
        }
      }
    }

    Pattern pattern() {
      return Pattern.compile(regex.toString());
    }

    Map<String, String> noted(Matcher matcher) {
      Map<String, String> found = new LinkedHashMap<>();
      groups.forEach((name, group) -> found.put(name, matcher.group(group)));
      return found;
    }

    private void addLine(String line) {
      Matcher gap = GAP.matcher(line);
      int end = 0;
      while (gap.find()) {
        regex.append(Pattern.quote(line.substring(end, gap.start())));
        regex.append(
            switch (gap.group().charAt(0)) {
              case '…' -> "[^\\n]*";
              case '<' -> gap(gap.group(1));
              default -> "[ \\t]+";
            });
        end = gap.end();
      }
      regex.append(Pattern.quote(line.substring(end))).append("\\n");
    }

    private String gap(String inside) {
      if (inside.startsWith(IN_ANY_ORDER)) {
        return anyOrder(List.of(inside.substring(IN_ANY_ORDER.length()).split(", *")));
      }
      String known = notes.value(inside);
      int colon = inside.indexOf(": ");
      String kind = KINDS.get(colon < 0 ? inside : inside.substring(0, colon));
      if (groups.containsKey(inside)) {
        return "\\k<" + groups.get(inside) + ">";
      } else if (known != null) {
        return Pattern.quote(known);
      } else if (kind == null) {
        return Pattern.quote("<" + inside + ">");
      } else if (colon < 0) {
        return "(?:" + kind + ")";
      }
      String group = "note" + groups.size();
      groups.put(inside.substring(colon + 2), group);
      return "(?<" + group + ">" + kind + ")";
    }

    private String anyOrder(List<String> texts) {
      List<List<String>> orders = permutations(texts.stream().map(this::known).toList());
      return orders.stream()
          .map(order -> order.stream().map(Pattern::quote).collect(Collectors.joining(", ?")))
          .collect(Collectors.joining("|", "(?:", ")"));
    }

    /** {@code the pod:80} with the value of the note {@code the pod}. */
    private String known(String text) {
      int colon = text.indexOf(':');
      String name = colon < 0 ? text : text.substring(0, colon);
      String value = notes.value(name);
      return value == null ? text : value + text.substring(name.length());
    }
  }

  private static List<List<String>> permutations(List<String> of) {
    if (of.isEmpty()) {
      return List.of(List.of());
    }
    List<List<String>> all = new ArrayList<>();
    for (int i = 0; i < of.size(); i++) {
      String first = of.get(i);
      List<String> rest = new ArrayList<>(of);
      rest.remove(i);
      for (List<String> others : permutations(rest)) {
        List<String> order = new ArrayList<>();
        order.add(first);
        order.addAll(others);
        all.add(order);
      }
    }
    return all;
  }
}
