package dev.servicelab.dns.plugins.rewrite;

import dev.servicelab.dns.chain.Outcome;
import dev.servicelab.dns.chain.PluginContext;
import dev.servicelab.dns.corefile.Directive;
import dev.servicelab.dns.corefile.NearestWord;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Type;

/** Reads {@code rewrite [continue|stop] FIELD ...}. */
final class RuleParser {

  private static final List<String> FIELDS =
      List.of("name", "type", "class", "edns0", "ttl", "rcode", "cname");

  /** A TTL without an upper bound, in seconds (RFC 2181 §8). */
  private static final long LONGEST_TTL = Integer.MAX_VALUE;

  private final PluginContext context;

  RuleParser(PluginContext context) {
    this.context = context;
  }

  /**
   * Reads a line, whose words may stand in braces as well.
   *
   * @throws dev.servicelab.dns.corefile.CorefileException if it is no rule
   */
  Rule.Line parse(Directive line) {
    List<String> words = words(line);
    String first = words.isEmpty() ? "" : lower(words.getFirst());
    boolean mode = first.equals("continue") || first.equals("stop");
    int field = mode ? 1 : 0;
    if (words.size() <= field) {
      throw line.error("expected one of " + FIELDS);
    }
    return new Rule.Line(
        String.join(" ", words),
        !first.equals("continue"),
        rule(line, lower(words.get(field)), words.subList(field + 1, words.size())));
  }

  private static List<String> words(Directive line) {
    if (line.arguments().size() >= 2) {
      line.requireNoOptions();
      return line.arguments();
    }
    List<String> words = new ArrayList<>(line.arguments());
    for (Directive inner : line.options()) {
      words.add(inner.name());
      words.addAll(inner.arguments());
    }
    return words;
  }

  private Rule rule(Directive line, String field, List<String> words) {
    return switch (field) {
      case "name" -> name(line, words);
      case "type" -> type(line, words);
      case "class" -> dclass(line, words);
      case "edns0" -> Edns0Rule.parse(line, words, context);
      case "ttl" -> ttl(line, words);
      case "rcode" -> rcode(line, words);
      case "cname" -> cname(line, words);
      case "answer" -> throw line.error("an answer rule follows a name rule");
      default ->
          throw line.error("unknown field '" + field + "'" + NearestWord.hint(field, FIELDS));
    };
  }

  private static Rule name(Directive line, List<String> words) {
    requireWords(line, "name", words, 2);
    boolean kind = words.size() > 2;
    NameMatch match =
        NameMatch.parse(line, kind ? words.getFirst() : "exact", words.get(kind ? 1 : 0));
    String to = NameMatch.absolute(words.get(kind ? 2 : 1));
    AnswerRules answers = AnswerRules.parse(line, words.subList(kind ? 3 : 2, words.size()));
    AnswerRules.requireGroups(line, match, to);
    List<UnaryOperator<Outcome>> replies = answers.replies();
    return new NameRule(match, to, answers.auto() || match instanceof NameMatch.Exact, replies);
  }

  private static Rule type(Directive line, List<String> words) {
    requireExactly(line, "type", words, 2);
    int from = code(line, "type", words.getFirst(), Type::value);
    int to = code(line, "type", words.getLast(), Type::value);
    return query ->
        query.type() == from
            ? Rule.Rewritten.of(query.reworded(query.name(), to, query.dclass()))
            : Optional.empty();
  }

  private static Rule dclass(Directive line, List<String> words) {
    requireExactly(line, "class", words, 2);
    int from = code(line, "class", words.getFirst(), DClass::value);
    int to = code(line, "class", words.getLast(), DClass::value);
    return query ->
        query.dclass() == from
            ? Rule.Rewritten.of(query.reworded(query.name(), query.type(), to))
            : Optional.empty();
  }

  private static Rule ttl(Directive line, List<String> words) {
    requireBetween(line, "ttl", words, 2);
    String text = words.getLast();
    int dash = text.indexOf('-');
    String low = dash < 0 ? text : text.substring(0, dash);
    String high = dash < 0 ? text : text.substring(dash + 1);
    long least = low.isEmpty() ? 0 : seconds(line, low);
    long most = high.isEmpty() ? LONGEST_TTL : seconds(line, high);
    if (least > most || text.equals("-")) {
      throw line.error("'" + text + "' is not a range of seconds (examples: 30, 30-300, -30, 30-)");
    }
    return forReplies(match(line, words, 2), Replies.ttl(least, most));
  }

  private static Rule rcode(Directive line, List<String> words) {
    requireBetween(line, "rcode", words, 3);
    int from = code(line, "rcode", words.get(words.size() - 2), RuleParser::rcode);
    int to = code(line, "rcode", words.getLast(), RuleParser::rcode);
    return forReplies(match(line, words, 3), Replies.rcode(from, to));
  }

  private Rule cname(Directive line, List<String> words) {
    requireBetween(line, "cname", words, 2);
    NameMatch match = match(line, words, 2);
    String to = words.getLast().toLowerCase(Locale.ROOT);
    return new CnameRule(match, to, context.resolver());
  }

  private static Rule forReplies(NameMatch match, UnaryOperator<Outcome> reply) {
    return query ->
        match.matches(NameMatch.text(query.name()))
            ? Optional.of(new Rule.Rewritten(query, List.of(reply)))
            : Optional.empty();
  }

  /** The kind of match, if given, and what it compares with. */
  private static NameMatch match(Directive line, List<String> words, int without) {
    boolean kind = words.size() > without;
    return NameMatch.parse(line, kind ? words.getFirst() : "exact", words.get(kind ? 1 : 0));
  }

  private static int rcode(String word) {
    return word.matches("\\d{1,2}") ? Integer.parseInt(word) : Rcode.value(word);
  }

  private static long seconds(Directive line, String text) {
    try {
      return Integer.parseUnsignedInt(text) & 0xffffffffL;
    } catch (NumberFormatException e) {
      throw line.error("'" + text + "' is not a number of seconds");
    }
  }

  private static int code(
      Directive line, String what, String word, Function<String, Integer> known) {
    int value = known.apply(word.toUpperCase(Locale.ROOT));
    if (value < 0) {
      throw line.error("'" + word + "' is not a " + what);
    }
    return value;
  }

  /** Exactly so many words, and maybe a kind of match before them. */
  private static void requireBetween(
      Directive line, String field, List<String> words, int without) {
    requireWords(line, field, words, without);
    if (words.size() > without + 1) {
      throw line.error(field + ": unexpected '" + words.get(without + 1) + "'");
    }
  }

  private static void requireExactly(Directive line, String field, List<String> words, int count) {
    requireWords(line, field, words, count);
    if (words.size() > count) {
      throw line.error(field + ": unexpected '" + words.get(count) + "'");
    }
  }

  private static void requireWords(Directive line, String field, List<String> words, int least) {
    if (words.size() < least) {
      throw line.error(field + ": expected at least " + least + " words, found " + words.size());
    }
  }

  private static String lower(String word) {
    return word.toLowerCase(Locale.ROOT);
  }
}
