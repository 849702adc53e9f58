package dev.servicelab.dns.corefile;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

/**
 * Regular expressions in Go's syntax, as CoreDNS reads them. RE2 needs a time that grows with the
 * name's length only, so nobody can stop the server with a name.
 */
public final class Patterns {

  /** CoreDNS's limit, in characters. */
  private static final int LONGEST = 10_000;

  private Patterns() {}

  /**
   * Reads an expression.
   *
   * @throws CorefileException if it is none, or too long
   */
  public static Pattern compile(Directive at, String text) {
    if (text.length() > LONGEST) {
      throw at.error("the expression has more than " + LONGEST + " characters");
    }
    try {
      return Pattern.compile(text);
    } catch (PatternSyntaxException e) {
      throw at.error("'" + text + "' is not a regular expression: " + e.getDescription());
    }
  }
}
