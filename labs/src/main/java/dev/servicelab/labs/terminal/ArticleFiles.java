package dev.servicelab.labs.terminal;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The files that an article tells its reader to write. A lab has one manifest, so the manifest says
 * by comments which part of it is which file: {@code # svc.yaml} begins one.
 */
public final class ArticleFiles {
  private static final Pattern NAME = Pattern.compile("# ([\\w.-]+\\.yaml)");

  private ArticleFiles() {}

  /**
   * Takes a manifest apart.
   *
   * @param manifest its text
   * @return text by file name, in the order of the manifest; what stands before the first name
   *     belongs to no file
   */
  public static Map<String, String> of(String manifest) {
    Map<String, String> files = new LinkedHashMap<>();
    String current = "";
    for (String line : manifest.lines().toList()) {
      Matcher name = NAME.matcher(line);
      if (name.matches()) {
        current = name.group(1);
      } else if (!current.isEmpty()) {
        files.merge(current, line + "\n", String::concat);
      }
    }
    files.replaceAll((name, text) -> text.replaceFirst("(?s)\n---\\s*$", "\n"));
    return files;
  }
}
