package dev.servicelab.dns.plugins.rewrite;

import dev.servicelab.dns.chain.Outcome;
import dev.servicelab.dns.corefile.Directive;
import dev.servicelab.dns.corefile.NearestWord;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What a name rule says about the reply.
 *
 * @param auto whether names are changed back as they were changed
 * @param replies what else becomes of the reply
 */
record AnswerRules(boolean auto, List<UnaryOperator<Outcome>> replies) {

  private static final List<String> KINDS = List.of("auto", "name", "value");

  AnswerRules {
    replies = List.copyOf(replies);
  }

  /** Reads {@code answer auto|name FROM TO|value FROM TO ...}; a second "answer" may be missing. */
  static AnswerRules parse(Directive line, List<String> words) {
    boolean auto = false;
    boolean names = false;
    List<UnaryOperator<Outcome>> replies = new ArrayList<>();
    int at = 0;
    while (at < words.size()) {
      if (words.get(at).equals("answer")) {
        at++;
      } else if (at == 0) {
        throw line.error("expected 'answer' instead of '" + words.getFirst() + "'");
      }
      String kind = at < words.size() ? words.get(at) : "";
      at++;
      if (kind.equals("auto")) {
        auto = true;
      } else if (kind.equals("name") && isAuto(words, at)) {
        auto = true;
        at++;
      } else {
        UnaryOperator<String> change = change(line, kind, words, at);
        names |= kind.equals("name");
        replies.add(kind.equals("name") ? Replies.owners(change) : Replies.targets(change));
        at += 2;
      }
    }
    if (auto && names) {
      throw line.error("'answer auto' and 'answer name' exclude each other");
    }
    return new AnswerRules(auto, replies);
  }

  /** CoreDNS's README has {@code answer name auto} for {@code answer auto}. */
  private static boolean isAuto(List<String> words, int at) {
    return at < words.size()
        && words.get(at).equals("auto")
        && (at + 1 == words.size() || words.get(at + 1).equals("answer"));
  }

  private static UnaryOperator<String> change(
      Directive line, String kind, List<String> words, int at) {
    if (!KINDS.contains(kind)) {
      throw line.error(
          "answer: '" + kind + "' is not one of " + KINDS + NearestWord.hint(kind, KINDS));
    }
    if (words.size() < at + 2) {
      throw line.error("answer " + kind + ": expected an expression and what replaces it");
    }
    NameMatch match = NameMatch.parse(line, "regex", words.get(at));
    String to = NameMatch.absolute(words.get(at + 1));
    requireGroups(line, match, to);
    return name -> match.replace(name, to).orElse(name);
  }

  /**
   * Refuses <code>{3}</code> where an expression has two groups.
   *
   * @throws dev.servicelab.dns.corefile.CorefileException if there is such a number
   */
  static void requireGroups(Directive line, NameMatch match, String to) {
    for (int group = match.groups() + 1; group <= 100; group++) {
      if (match instanceof NameMatch.Regex && to.contains("{" + group + "}")) {
        throw line.error(
            "'" + to + "' has {" + group + "}, the expression has " + match.groups() + " groups");
      }
    }
  }
}
