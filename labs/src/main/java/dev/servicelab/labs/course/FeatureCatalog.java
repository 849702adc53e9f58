package dev.servicelab.labs.course;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/**
 * The labs there are: the feature files of the checkout, as they are now, so that an edited feature
 * runs without a build.
 *
 * @param root the checkout
 * @param files path of each feature by its name, e.g. {@code service/cluster-ip}
 */
public record FeatureCatalog(Path root, Map<String, Path> files) {
  private static final String ENDING = ".feature";
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,3}");

  /** Reads the folder {@code features/} of a checkout. */
  public static FeatureCatalog of(Path root) {
    Path folder = root.resolve("features");
    Map<String, Path> files = new LinkedHashMap<>();
    try (Stream<Path> tree = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
      tree.filter(path -> path.toString().endsWith(ENDING))
          .sorted()
          .forEach(path -> files.put(name(folder.relativize(path)), path));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + folder, e);
    }
    return new FeatureCatalog(root, files);
  }

  /**
   * The features that the words select.
   *
   * @param words numbers of labs of the curriculum, or shell patterns for the whole name of a
   *     feature or its last part; none selects all
   * @throws IllegalArgumentException naming what there is, if a word selects nothing
   */
  public List<Path> select(List<String> words) {
    if (words.isEmpty()) {
      return List.copyOf(files.values());
    }
    Set<String> selected = new LinkedHashSet<>();
    words.forEach(word -> selected.addAll(select(word)));
    return files.entrySet().stream()
        .filter(file -> selected.contains(file.getKey()))
        .map(Map.Entry::getValue)
        .toList();
  }

  private List<String> select(String word) {
    if (NUMBER.matcher(word).matches()) {
      Curriculum curriculum = Curriculum.read(root);
      return curriculum
          .lab(Integer.parseInt(word))
          .orElseThrow(
              () ->
                  new IllegalArgumentException(
                      "no lab %s; labs: 1 to %d (./lab labs lists them)"
                          .formatted(word, curriculum.labs().size())))
          .features();
    }
    List<String> found = files.keySet().stream().filter(name -> matches(word, name)).toList();
    if (found.isEmpty()) {
      throw new IllegalArgumentException(
          "no lab matches '" + word + "'; labs: " + String.join(", ", files.keySet()));
    }
    return found;
  }

  private static boolean matches(String glob, String name) {
    Path path = Path.of(name);
    PathMatcher matcher = matcher(glob);
    return matcher.matches(path) || matcher.matches(path.getFileName());
  }

  private static PathMatcher matcher(String glob) {
    try {
      return FileSystems.getDefault().getPathMatcher("glob:" + glob);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException("'" + glob + "' is no pattern: " + e.getDescription(), e);
    }
  }

  private static String name(Path file) {
    String text = file.toString().replace('\\', '/');
    return text.substring(0, text.length() - ENDING.length());
  }
}
