package dev.servicelab.dns.plugins.log;

import dev.servicelab.dns.chain.Zones;
import dev.servicelab.dns.corefile.Directive;
import dev.servicelab.dns.corefile.NearestWord;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.xbill.DNS.Name;

/**
 * One line of a Corefile about the log.
 *
 * @param zones the names it is for
 * @param classes the kinds of reply that are logged
 * @param format how a line looks
 */
record LogRule(List<Name> zones, Set<ReplyType.Kind> classes, LineFormat format) {

  private static final List<String> OPTIONS = List.of("class");
  private static final List<String> CLASSES = List.of("success", "denial", "error", "all");

  LogRule {
    zones = List.copyOf(zones);
    classes = Set.copyOf(classes);
  }

  /** Reads {@code log [NAMES...] [FORMAT] { class CLASSES... }}. */
  static LogRule parse(Directive line) {
    List<String> words = line.arguments();
    LineFormat format = LineFormat.COMMON;
    // As in CoreDNS, a word with a brace is the format, all others are names.
    if (!words.isEmpty() && words.getLast().indexOf('{') >= 0) {
      format = LineFormat.parse(words.getLast());
      words = words.subList(0, words.size() - 1);
    }
    Set<ReplyType.Kind> classes = EnumSet.noneOf(ReplyType.Kind.class);
    for (Directive option : line.options()) {
      if (!option.name().equals("class")) {
        throw line.unknownOption(option, OPTIONS);
      }
      option.requireArguments(1, Integer.MAX_VALUE);
      option.arguments().forEach(word -> classes.addAll(classes(option, word)));
    }
    return new LogRule(
        Zones.of(line, words, List.of(Name.root)),
        classes.isEmpty() ? EnumSet.allOf(ReplyType.Kind.class) : classes,
        format);
  }

  boolean isFor(Name name) {
    return Zones.match(zones, name).isPresent();
  }

  boolean onlyErrors() {
    return classes.equals(Set.of(ReplyType.Kind.ERROR));
  }

  private static Set<ReplyType.Kind> classes(Directive option, String word) {
    if (!CLASSES.contains(word)) {
      throw option.error(
          "'" + word + "' is not one of " + CLASSES + NearestWord.hint(word, CLASSES));
    }
    return word.equals("all")
        ? EnumSet.allOf(ReplyType.Kind.class)
        : EnumSet.of(ReplyType.Kind.valueOf(word.toUpperCase(Locale.ROOT)));
  }
}
