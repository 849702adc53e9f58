package dev.servicelab.labs.terminal;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What a typed line has shown.
 *
 * @param lines its output without blank lines, without spaces at the ends and without the colours
 *     and cursor movements of a terminal
 * @param remarks what came by standard error, in the same shape; empty for a terminal, which has
 *     only one stream
 * @param exitCode how it ended
 */
public record Screen(List<String> lines, List<String> remarks, int exitCode) {
  /** ECMA-48 control sequences, and those that set a window's title. */
  private static final Pattern ESCAPES =
      Pattern.compile("\u001b(?:\\[[0-9;?]*[ -/]*[@-~]|\\][^\u0007]*\u0007|[=>])");

  /** Cleans the lines. */
  public Screen {
    lines = clean(lines);
    remarks = clean(remarks);
  }

  /** What a person sees of text that was written to a terminal. */
  static String visible(String text) {
    return ESCAPES.matcher(text).replaceAll("").replace("\r", "").replace("\u0007", "");
  }

  private static List<String> clean(List<String> raw) {
    return raw.stream().map(line -> visible(line).strip()).filter(line -> !line.isEmpty()).toList();
  }
}
