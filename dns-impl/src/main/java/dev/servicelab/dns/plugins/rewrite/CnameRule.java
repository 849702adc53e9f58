package dev.servicelab.dns.plugins.rewrite;

import dev.servicelab.dns.chain.Outcome;
import dev.servicelab.dns.chain.PluginContext.Resolver;
import dev.servicelab.dns.chain.Query;
import dev.servicelab.dns.chain.Sections;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.TextParseException;

/**
 * Lets CNAMEs in replies point elsewhere, and resolves where they point now.
 *
 * @param match which targets it is for
 * @param to what takes the place of what matches
 * @param resolver asks this server for the new target
 */
record CnameRule(NameMatch match, String to, Resolver resolver) implements Rule {

  /** New targets are asked for like any name, so they could come here again and again. */
  private static final int MOST_INDIRECTIONS = 8;

  @Override
  public Optional<Rewritten> apply(Query query) {
    return query.indirections() >= MOST_INDIRECTIONS
        ? Optional.empty()
        : Optional.of(new Rewritten(query, List.of(outcome -> redirect(query, outcome))));
  }

  private Outcome redirect(Query query, Outcome outcome) {
    List<Record> answer = new ArrayList<>();
    for (Record record : outcome.sections().answer()) {
      if (record instanceof CNAMERecord cname) {
        Optional<Name> target = target(cname);
        if (target.isPresent()) {
          answer.add(
              new CNAMERecord(cname.getName(), cname.getDClass(), cname.getTTL(), target.get()));
          answer.addAll(resolver.ask(query.following(target.get())).sections().answer());
          Sections old = outcome.sections();
          return outcome.with(
              new Sections(answer, old.authority(), old.additional(), old.options()));
        }
        answer.add(cname);
      }
    }
    return outcome;
  }

  private Optional<Name> target(CNAMERecord cname) {
    Optional<String> text = match.replace(NameMatch.text(cname.getTarget()), to);
    try {
      return text.isPresent()
          ? Optional.of(Name.fromString(text.get(), Name.root))
          : Optional.empty();
    } catch (TextParseException e) {
      return Optional.empty();
    }
  }
}
