package dev.servicelab.labs.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/**
 * The labs there are: the feature files of the checkout, as they are now, so that an edited feature
 * runs without a build.
 *
 * @param files path of each lab by its name, e.g. {@code service/cluster-ip}
 */
public record FeatureCatalog(Map<String, Path> files) {
  private static final String ENDING = ".feature";

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
    return new FeatureCatalog(files);
  }

  /**
   * The labs a pattern selects.
   *
   * @param globs shell patterns for the whole name or its last part; none selects all
   * @throws IllegalArgumentException naming the known labs, if a pattern selects nothing
   */
  public List<Path> select(List<String> globs) {
    if (globs.isEmpty()) {
      return List.copyOf(files.values());
    }
    for (String glob : globs) {
      if (files.keySet().stream().noneMatch(name -> matches(glob, name))) {
        throw new IllegalArgumentException(
            "no lab matches '" + glob + "'; labs: " + String.join(", ", files.keySet()));
      }
    }
    return files.entrySet().stream()
        .filter(file -> globs.stream().anyMatch(glob -> matches(glob, file.getKey())))
        .map(Map.Entry::getValue)
        .toList();
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
