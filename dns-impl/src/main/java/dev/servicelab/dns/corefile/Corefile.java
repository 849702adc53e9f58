package dev.servicelab.dns.corefile;

import java.util.List;

/**
 * A whole parsed Corefile.
 *
 * @param blocks the server blocks in the order they were written, snippets and imports already
 *     resolved
 */
public record Corefile(List<ServerBlock> blocks) {

  public Corefile {
    blocks = List.copyOf(blocks);
  }

  /**
   * Parses Corefile text.
   *
   * @param file the name used in error messages, for example {@code Corefile}
   * @param text the text itself
   * @param imports what the text may take from outside: other files and environment variables
   * @throws CorefileException if the text is not a Corefile; the message starts with {@code
   *     file:line}
   */
  public static Corefile parse(String file, String text, Imports imports) {
    return new CorefileParser(imports).parse(file, text);
  }
}
