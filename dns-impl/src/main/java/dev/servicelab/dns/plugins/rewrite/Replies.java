package dev.servicelab.dns.plugins.rewrite;

import dev.servicelab.dns.chain.Outcome;
import dev.servicelab.dns.chain.Sections;
import dev.servicelab.dns.wire.Records;
import java.util.function.UnaryOperator;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.TextParseException;

/** What rules make of replies. */
final class Replies {

  private Replies() {}

  /** Changes whose records they are, in all sections. */
  static UnaryOperator<Outcome> owners(UnaryOperator<String> change) {
    UnaryOperator<Name> names = names(change);
    return each(record -> owner(record, names));
  }

  /** Changes what records point at, in all sections. */
  static UnaryOperator<Outcome> targets(UnaryOperator<String> change) {
    UnaryOperator<Name> names = names(change);
    return each(record -> Records.withTarget(record, names));
  }

  /** Keeps TTLs between bounds, in seconds. */
  static UnaryOperator<Outcome> ttl(long least, long most) {
    return each(record -> Records.withTtl(record, Math.clamp(record.getTTL(), least, most)));
  }

  /** Puts one code in the place of another. */
  static UnaryOperator<Outcome> rcode(int from, int to) {
    return outcome ->
        outcome.rcode() == from
            ? Outcome.of(to, outcome.sections(), outcome.flags(), "rewritten from another code")
            : outcome;
  }

  private static UnaryOperator<Outcome> each(UnaryOperator<Record> change) {
    return outcome -> {
      Sections sections = outcome.sections();
      return sections.equals(Sections.EMPTY) ? outcome : outcome.with(sections.map(change));
    };
  }

  private static Record owner(Record record, UnaryOperator<Name> change) {
    Name changed = change.apply(record.getName());
    return changed.equals(record.getName()) ? record : record.withName(changed);
  }

  /** What is no name afterwards stays as it is: half a reply is worth less than an odd one. */
  private static UnaryOperator<Name> names(UnaryOperator<String> change) {
    return name -> {
      String text = NameMatch.text(name);
      String changed = change.apply(text);
      try {
        return changed.equals(text) ? name : Name.fromString(changed, Name.root);
      } catch (TextParseException e) {
        return name;
      }
    };
  }
}
