package dev.servicelab.dns.plugins.template;

import dev.servicelab.dns.corefile.NearestWord;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What stands between double braces: a field, or a function with operands. */
final class Expression {

  private static final List<String> FIELDS =
      List.of(
          ".Name",
          ".Zone",
          ".Class",
          ".Type",
          ".Match",
          ".Group",
          ".Regex",
          ".Remote",
          ".Meta",
          ".Question.Name",
          ".Message.Id");

  private static final List<String> FUNCTIONS = List.of("index", "parseInt");

  private static final Pattern WORD =
      Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"|`([^`]*)`|([^\\s\"`()|]+)|([()|])");

  private final String source;
  private final List<Operand> words;

  private Expression(String source, List<Operand> words) {
    this.source = source;
    this.words = words;
  }

  /** A word: a text in quotes, or not. */
  private record Operand(String text, boolean quoted) {}

  static GoTemplate.Part parse(String source) {
    return new Expression(source.strip(), split(source.strip())).part();
  }

  private GoTemplate.Part part() {
    String first = words.isEmpty() ? "" : words.getFirst().text();
    return switch (first) {
      case "index" -> index();
      case "parseInt" -> parseInt();
      case ".Meta" -> meta();
      case "if",
          "range",
          "with",
          "else",
          "end",
          "define",
          "block",
          "template",
          "and",
          "or",
          "not" ->
          throw unsupported("'" + first + "'");
      default -> {
        if (words.size() != 1) {
          throw words.isEmpty() || FUNCTIONS.contains(first) || first.startsWith(".")
              ? unsupported("this")
              : problem("unknown function '" + first + "'" + NearestWord.hint(first, FUNCTIONS));
        }
        yield value(words.getFirst());
      }
    };
  }

  private GoTemplate.Part value(Operand word) {
    String text = word.text();
    if (word.quoted() || text.matches("\\d+")) {
      return data -> text;
    }
    if (text.startsWith(".Group.")) {
      String group = text.substring(".Group.".length());
      return data -> group(data, group);
    }
    return switch (text) {
      case ".Name", ".Question.Name" -> TemplateData::name;
      case ".Zone" -> TemplateData::zone;
      case ".Class" -> TemplateData::dclass;
      case ".Type" -> TemplateData::type;
      case ".Regex" -> TemplateData::regex;
      case ".Remote" -> TemplateData::remote;
      case ".Message.Id" -> data -> Integer.toString(data.id());
      case ".Match", ".Group" -> throw unsupported("a list as a whole; use 'index " + text + " 0'");
      default -> throw problem("unknown field '" + text + "'" + NearestWord.hint(text, FIELDS));
    };
  }

  /** {@code index .Match 1}, {@code index .Group "name"}. */
  private GoTemplate.Part index() {
    requireOperands(2);
    String list = words.get(1).text();
    Operand key = words.get(2);
    if (list.equals(".Group") && key.quoted()) {
      return data -> group(data, key.text());
    }
    if (!list.equals(".Match") || !key.text().matches("\\d{1,3}")) {
      throw problem("index needs '.Match NUMBER' or '.Group \"NAME\"'");
    }
    int number = Integer.parseInt(key.text());
    return data -> {
      if (number >= data.match().size()) {
        throw problem("the match has " + data.match().size() + " parts");
      }
      return data.match().get(number);
    };
  }

  /** {@code parseInt TEXT BASE BITS}: the number that the digits make. */
  private GoTemplate.Part parseInt() {
    requireOperands(3);
    GoTemplate.Part digits = value(words.get(1));
    int base = number(words.get(2), 36);
    int bits = number(words.get(3), 64);
    return data -> {
      try {
        long value = Long.parseUnsignedLong(digits.text(data), base);
        if (bits == 0 || bits == 64 || value >>> bits == 0) {
          return Long.toUnsignedString(value);
        }
      } catch (NumberFormatException e) {
        // falls through to the one message for every bad number
      }
      throw problem("'" + digits.text(data) + "' is not a number of " + bits + " bits");
    };
  }

  private GoTemplate.Part meta() {
    requireOperands(1);
    String label = words.get(1).text();
    return data -> data.meta().apply(label);
  }

  /** Go gives {@code <no value>} for a group that is not there; here too, so that it is seen. */
  private static String group(TemplateData data, String name) {
    return data.group().getOrDefault(name, "<no value>");
  }

  private int number(Operand word, int most) {
    if (word.text().matches("\\d{1,2}") && Integer.parseInt(word.text()) <= most) {
      return Integer.parseInt(word.text());
    }
    throw problem("'" + word.text() + "' is not a number up to " + most);
  }

  private void requireOperands(int count) {
    if (words.size() != count + 1) {
      throw problem(
          words.getFirst().text() + " needs " + count + " operands, found " + (words.size() - 1));
    }
  }

  private static List<Operand> split(String source) {
    List<Operand> words = new ArrayList<>();
    Matcher word = WORD.matcher(source);
    while (word.find()) {
      if (word.group(1) != null) {
        words.add(new Operand(word.group(1).replaceAll("\\\\(.)", "$1"), true));
      } else if (word.group(2) != null) {
        words.add(new Operand(word.group(2), true));
      } else {
        words.add(new Operand(word.group(), false));
      }
    }
    return List.copyOf(words);
  }

  private TemplateException unsupported(String what) {
    return problem(what + " is not supported; there are " + FIELDS + ", index and parseInt");
  }

  private TemplateException problem(String what) {
    return new TemplateException("{{ " + source + " }}: " + what);
  }
}
