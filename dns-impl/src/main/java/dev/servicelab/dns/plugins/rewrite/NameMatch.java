package dev.servicelab.dns.plugins.rewrite;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.servicelab.dns.corefile.Directive;
import dev.servicelab.dns.corefile.NearestWord;
import dev.servicelab.dns.corefile.Patterns;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.xbill.DNS.Name;

/** Which names a rule is for, and what becomes of them. Names are text in lower case here. */
sealed interface NameMatch {

  /** The words for the kinds of match. */
  List<String> KINDS = List.of("exact", "prefix", "suffix", "substring", "regex");

  /** The name with what matches replaced; empty if nothing does. */
  Optional<String> replace(String name, String to);

  /** Whether the rule is for this name. */
  default boolean matches(String name) {
    return replace(name, "").isPresent();
  }

  /** How many parts of the name {@code {1}}, {@code {2}} and so on can stand for. */
  default int groups() {
    return 0;
  }

  /** The whole name. */
  record Exact(String from) implements NameMatch {
    @Override
    public Optional<String> replace(String name, String to) {
      return name.equals(from) ? Optional.of(to) : Optional.empty();
    }
  }

  /** The name's beginning. */
  record Prefix(String from) implements NameMatch {
    @Override
    public Optional<String> replace(String name, String to) {
      return name.startsWith(from)
          ? Optional.of(to + name.substring(from.length()))
          : Optional.empty();
    }
  }

  /** The name's end. */
  record Suffix(String from) implements NameMatch {
    @Override
    public Optional<String> replace(String name, String to) {
      return name.endsWith(from)
          ? Optional.of(name.substring(0, name.length() - from.length()) + to)
          : Optional.empty();
    }
  }

  /** Any part of the name, each time it is there. */
  record Substring(String from) implements NameMatch {
    @Override
    public Optional<String> replace(String name, String to) {
      return name.contains(from) ? Optional.of(name.replace(from, to)) : Optional.empty();
    }
  }

  /** A name in which the expression is found; what replaces it is the whole new name. */
  record Regex(Pattern pattern) implements NameMatch {
    @Override
    public Optional<String> replace(String name, String to) {
      Matcher found = pattern.matcher(name);
      if (!found.find()) {
        return Optional.empty();
      }
      String result = to;
      for (int group = 0; group <= found.groupCount(); group++) {
        String value = found.group(group);
        result = result.replace("{" + group + "}", value == null ? "" : value);
      }
      return Optional.of(result);
    }

    @Override
    public int groups() {
      return pattern.groupCount();
    }
  }

  /**
   * Reads a kind and what it compares with.
   *
   * @throws dev.servicelab.dns.corefile.CorefileException if there is no such kind
   */
  static NameMatch parse(Directive line, String kind, String from) {
    return switch (kind.toLowerCase(Locale.ROOT)) {
      case "exact" -> new Exact(absolute(from));
      case "prefix" -> new Prefix(absolute(from));
      case "suffix" -> new Suffix(absolute(from));
      case "substring" -> new Substring(absolute(from));
      case "regex" -> new Regex(Patterns.compile(line, from));
      default ->
          throw line.error("'" + kind + "' is not one of " + KINDS + NearestWord.hint(kind, KINDS));
    };
  }

  /** A name as it is compared: in lower case, with its final dot. */
  static String text(Name name) {
    return name.toString().toLowerCase(Locale.ROOT);
  }

  /** As CoreDNS reads names and parts of names: in lower case, and with a final dot always. */
  static String absolute(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    return lower.endsWith(".") ? lower : lower + ".";
  }
}
