package dev.servicelab.dns.corefile;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Replaces <code>{$NAME}</code> and <code>{%NAME%}</code>; a variable that is not set becomes
 * nothing.
 */
final class Variables {

  private static final Pattern VARIABLE = Pattern.compile("\\{\\$([^}]+)}|\\{%([^}]+)%}");

  private final Imports imports;

  Variables(Imports imports) {
    this.imports = imports;
  }

  String replace(String word) {
    if (word.indexOf('{') < 0) {
      return word;
    }
    return VARIABLE.matcher(word).replaceAll(found -> Matcher.quoteReplacement(value(found)));
  }

  private String value(MatchResult found) {
    String name = found.group(1) == null ? found.group(2) : found.group(1);
    return imports.variable(name).orElse("");
  }
}
