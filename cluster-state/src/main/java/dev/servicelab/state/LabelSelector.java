package dev.servicelab.state;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Chooses objects by their labels, as {@code kubectl get -l} does.
 *
 * @param requirements all of them must hold; none chooses every object
 */
public record LabelSelector(List<Requirement> requirements) {

  /** Chooses every object. */
  public static final LabelSelector ALL = new LabelSelector(List.of());

  private static final String KEY = "([A-Za-z0-9](?:[-A-Za-z0-9_./]*[A-Za-z0-9])?)";
  private static final String VALUE = "((?:[A-Za-z0-9](?:[-A-Za-z0-9_.]*[A-Za-z0-9])?)?)";
  private static final Pattern EXISTS = Pattern.compile("(!?)\\s*" + KEY);
  private static final Pattern EQUALS = Pattern.compile(KEY + "\\s*(==|=|!=)\\s*" + VALUE);
  private static final Pattern IN =
      Pattern.compile(KEY + "\\s+(in|notin)\\s*\\(([-A-Za-z0-9_.,\\s]*)\\)");

  /** A comma that is not between parentheses. */
  private static final Pattern COMMA = Pattern.compile(",(?![^(]*\\))");

  public LabelSelector {
    requirements = List.copyOf(requirements);
  }

  /** One condition on one label. */
  public sealed interface Requirement {

    /** Whether labels meet it. */
    boolean test(Map<String, String> labels);

    /**
     * The label must be there, or must not.
     *
     * @param key the label
     * @param wanted whether it must be there
     */
    record Exists(String key, boolean wanted) implements Requirement {
      @Override
      public boolean test(Map<String, String> labels) {
        return labels.containsKey(key) == wanted;
      }

      @Override
      public String toString() {
        return (wanted ? "" : "!") + key;
      }
    }

    /**
     * The label must have one of these values, or none of them; then it may be absent.
     *
     * @param key the label
     * @param values the values
     * @param wanted whether it must have one of them
     */
    record In(String key, Set<String> values, boolean wanted) implements Requirement {
      public In {
        values = Set.copyOf(values);
      }

      @Override
      public boolean test(Map<String, String> labels) {
        return (labels.containsKey(key) && values.contains(labels.get(key))) == wanted;
      }

      @Override
      public String toString() {
        return values.stream()
            .sorted()
            .collect(Collectors.joining(",", key + (wanted ? " in (" : " notin ("), ")"));
      }
    }
  }

  /**
   * Reads a selector: {@code a=b,c!=d,e in (f,g),h notin (i),j,!k}.
   *
   * @throws IllegalArgumentException if it is none; says which part is wrong
   */
  public static LabelSelector parse(String text) {
    return new LabelSelector(
        Arrays.stream(COMMA.split(text, -1)).map(part -> requirement(part.strip())).toList());
  }

  /** Whether an object with these labels is chosen. */
  public boolean test(Map<String, String> labels) {
    return requirements.stream().allMatch(requirement -> requirement.test(labels));
  }

  /** As the API server reads it in a query; empty if every object is chosen. */
  @Override
  public String toString() {
    return requirements.stream().map(Requirement::toString).collect(Collectors.joining(","));
  }

  private static Requirement requirement(String part) {
    Matcher in = IN.matcher(part);
    if (in.matches()) {
      Set<String> values =
          Arrays.stream(in.group(3).split(",", -1)).map(String::strip).collect(Collectors.toSet());
      return new Requirement.In(in.group(1), values, in.group(2).equals("in"));
    }
    Matcher equal = EQUALS.matcher(part);
    if (equal.matches()) {
      return new Requirement.In(
          equal.group(1), Set.of(equal.group(3)), !equal.group(2).equals("!="));
    }
    Matcher exists = EXISTS.matcher(part);
    if (exists.matches()) {
      return new Requirement.Exists(exists.group(2), exists.group(1).isEmpty());
    }
    throw new IllegalArgumentException("'" + part + "' does not choose labels");
  }
}
