package dev.servicelab.dns.plugins.rewrite;

import dev.servicelab.dns.chain.Outcome;
import dev.servicelab.dns.chain.Query;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.xbill.DNS.Name;
import org.xbill.DNS.TextParseException;

/**
 * Asks for another name, and may change the names in the reply back.
 *
 * @param match which names it is for
 * @param to what takes the place of what matches
 * @param auto whether the reply is changed back without being told how
 * @param replies what else becomes of the reply
 */
record NameRule(NameMatch match, String to, boolean auto, List<UnaryOperator<Outcome>> replies)
    implements Rule {

  NameRule {
    replies = List.copyOf(replies);
  }

  @Override
  public Optional<Rewritten> apply(Query query) {
    String asked = NameMatch.text(query.name());
    return match
        .replace(asked, to)
        .map(
            text -> {
              Name name = name(text);
              List<UnaryOperator<Outcome>> all = new ArrayList<>();
              if (auto) {
                UnaryOperator<String> back = back(asked, NameMatch.text(name));
                all.add(Replies.owners(back));
                all.add(Replies.targets(back));
              }
              all.addAll(replies);
              return new Rewritten(query.reworded(name, query.type(), query.dclass()), all);
            });
  }

  /** The way back: for the end of a name its old end, else the whole old name and names below. */
  private UnaryOperator<String> back(String asked, String now) {
    if (match instanceof NameMatch.Suffix suffix) {
      NameMatch newEnd = new NameMatch.Suffix(to);
      return name -> newEnd.replace(name, suffix.from()).orElse(name);
    }
    return name -> {
      if (name.equals(now)) {
        return asked;
      }
      return name.endsWith("." + now)
          ? name.substring(0, name.length() - now.length()) + asked
          : name;
    };
  }

  private static Name name(String text) {
    try {
      return Name.fromString(text, Name.root);
    } catch (TextParseException e) {
      throw new IllegalArgumentException("'" + text + "' is not a name: " + e.getMessage(), e);
    }
  }
}
