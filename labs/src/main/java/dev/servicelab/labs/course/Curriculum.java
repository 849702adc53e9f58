package dev.servicelab.labs.course;

import com.fasterxml.jackson.core.type.TypeReference;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The course: labs in the order in which they build on each other.
 *
 * @param labs as {@code docs/curriculum.yaml} lists them
 */
public record Curriculum(List<Lab> labs) {
  private static final String FILE = "docs/curriculum.yaml";

  /** Keeps a copy of the list. */
  public Curriculum {
    labs = List.copyOf(labs);
  }

  /**
   * Reads the curriculum of a checkout.
   *
   * @throws IllegalArgumentException naming file and line, if it is not well formed
   */
  public static Curriculum read(Path root) {
    return new Curriculum(CourseFile.read(root.resolve(FILE), new TypeReference<>() {}));
  }

  /** The lab of this number. */
  public Optional<Lab> lab(int number) {
    return labs.stream().filter(lab -> lab.number() == number).findFirst();
  }

  /**
   * The lab that a feature belongs to.
   *
   * @param feature its name, e.g. {@code service/readiness}
   */
  public Optional<Lab> labOf(String feature) {
    return labs.stream().filter(lab -> lab.features().contains(feature)).findFirst();
  }

  /**
   * What a class does in one go.
   *
   * @param number from 1, its place in the course
   * @param title a few words
   * @param goal what a student can say or do afterwards, in one sentence
   * @param prerequisites the numbers of the labs that should come before
   * @param minutes how long reading, running and looking around take
   * @param features the features to walk through, in order, e.g. {@code service/readiness}
   */
  public record Lab(
      int number,
      String title,
      String goal,
      List<Integer> prerequisites,
      int minutes,
      List<String> features) {

    /** Keeps copies of the lists. */
    public Lab {
      prerequisites = List.copyOf(prerequisites);
      features = List.copyOf(features);
    }
  }
}
