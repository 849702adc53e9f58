package dev.servicelab.labs.course;

import com.fasterxml.jackson.core.type.TypeReference;
import java.nio.file.Path;
import java.util.List;

/**
 * One documented behaviour, and where each part of it is proved.
 *
 * @param row its short name, e.g. {@code R1}; scenarios that show it carry the tag {@code
 *     @mission-R1}
 * @param behaviour what it is, in a few words
 * @param clauses everything that is claimed of it
 */
public record Behaviour(String row, String behaviour, List<Clause> clauses) {
  private static final String FILE = "docs/behaviours.yaml";

  /** Keeps a copy of the list. */
  public Behaviour {
    clauses = List.copyOf(clauses);
  }

  /**
   * Reads the behaviours of a checkout, in the order of the articles.
   *
   * @throws IllegalArgumentException naming file and line, if the file is not well formed
   */
  public static List<Behaviour> read(Path root) {
    return CourseFile.read(root.resolve(FILE), new TypeReference<>() {});
  }

  /** The tag of the scenarios that show this behaviour. */
  public String tag() {
    return "@mission-" + row;
  }

  /**
   * One claim.
   *
   * @param clause what is claimed, as a sentence that can be true or false
   * @param feature the feature that proves it, e.g. {@code service/readiness}
   * @param step the Then-step that fails if it is not true, word for word without its keyword
   */
  public record Clause(String clause, String feature, String step) {}
}
