package dev.servicelab.dns.plugins.file;

import dev.servicelab.dns.chain.Outcome;
import dev.servicelab.dns.chain.PluginContext.Resolver;
import dev.servicelab.dns.chain.Query;
import dev.servicelab.dns.chain.ReplyFlags;
import dev.servicelab.dns.chain.Sections;
import dev.servicelab.dns.plugins.file.Zone.Found;
import java.util.List;
import java.util.stream.Stream;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;

/**
 * Makes an answer of what a zone says, along the CNAMEs that stand before it: the whole chain goes
 * into one answer, whose code is that of the chain's end (RFC 2308 §2.1, RFC 6604 §3).
 *
 * @param resolver asks this server for targets, which may be of another zone
 */
record Aliases(Resolver resolver) {

  /** CoreDNS's limit; names that point at each other in a circle end here. */
  private static final int MOST_INDIRECTIONS = 8;

  Outcome answer(Zone zone, Query query) {
    return switch (zone.find(query.name(), query.type())) {
      case Found.Records found ->
          new Outcome.Answer(
              new Sections(found.records(), List.of(), zone.addresses(found.records())),
              ReplyFlags.AUTHORITATIVE);
      case Found.Alias alias -> follow(query, alias.cname().getTarget(), alias.cname());
      case Found.NoSuchType none -> new Outcome.NoData(denial(zone), ReplyFlags.AUTHORITATIVE);
      case Found.NoSuchName none -> new Outcome.NameError(denial(zone), ReplyFlags.AUTHORITATIVE);
    };
  }

  private Outcome follow(Query query, Name target, Record cname) {
    if (query.indirections() >= MOST_INDIRECTIONS) {
      return Outcome.Failed.serverFailure("more than " + MOST_INDIRECTIONS + " CNAMEs in a row");
    }
    Outcome end = resolver.ask(query.following(target));
    return switch (end) {
      case Outcome.Answer answer -> behind(cname, answer);
      case Outcome.NoData denial -> behind(cname, denial);
      case Outcome.NameError denial -> behind(cname, denial);
      // Nobody here knows the target: the client has to ask for it elsewhere.
      case Outcome.Refused refused ->
          new Outcome.Answer(Sections.answer(List.of(cname)), ReplyFlags.AUTHORITATIVE);
      case Outcome.Failed failed -> failed;
    };
  }

  /** The same end with the alias in front; authoritative, as the alias is (RFC 1035 §4.1.1, AA). */
  private static Outcome behind(Record cname, Outcome end) {
    Sections sections = end.sections();
    List<Record> answer = Stream.concat(Stream.of(cname), sections.answer().stream()).toList();
    return end.with(new Sections(answer, sections.authority(), sections.additional()))
        .with(ReplyFlags.AUTHORITATIVE);
  }

  private static Sections denial(Zone zone) {
    return new Sections(List.of(), List.of(zone.denial()), List.of());
  }
}
