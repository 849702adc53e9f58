package dev.servicelab.dns.plugins.file;

import dev.servicelab.dns.chain.Outcome;
import dev.servicelab.dns.chain.PluginContext.Resolver;
import dev.servicelab.dns.chain.Query;
import dev.servicelab.dns.chain.ReplyFlags;
import dev.servicelab.dns.chain.Sections;
import dev.servicelab.dns.plugins.file.FileConfig.Denials;
import dev.servicelab.dns.plugins.file.Zone.Found;
import java.util.List;
import java.util.stream.Stream;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DNAMERecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.NameTooLongException;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/**
 * Makes an answer of what a zone says, along the CNAMEs that stand before it: the whole chain goes
 * into one answer, whose code is that of the chain's end (RFC 2308 §2.1, RFC 6604 §3).
 *
 * @param resolver asks this server for targets, which may be of another zone
 * @param denials what goes along with a denial
 */
record Aliases(Resolver resolver, Denials denials) {

  /** CoreDNS's limit; names that point at each other in a circle end here. */
  private static final int MOST_INDIRECTIONS = 8;

  Outcome answer(Zone zone, Query query) {
    return switch (zone.find(query.name(), query.type())) {
      case Found.Records found ->
          new Outcome.Answer(
              new Sections(found.records(), zone.servers(query), zone.addresses(found.records())),
              ReplyFlags.AUTHORITATIVE);
      case Found.Alias alias ->
          follow(zone, query, alias.cname().getTarget(), List.of(alias.cname()));
      case Found.Redirection tree -> redirect(zone, query, tree.dname());
      case Found.Delegation cut -> refer(zone, query, cut);
      case Found.NoSuchType none -> new Outcome.NoData(denial(zone), ReplyFlags.AUTHORITATIVE);
      case Found.NoSuchName none -> new Outcome.NameError(denial(zone), ReplyFlags.AUTHORITATIVE);
    };
  }

  /**
   * Points at the servers of a zone below (RFC 1034 §4.3.2, 3b); not authoritative, as they are.
   */
  private static Outcome refer(Zone zone, Query query, Found.Delegation cut) {
    query.explain(
        "file",
        () -> cut.servers().getFirst().getName() + " is delegated: the client has to ask there");
    return new Outcome.Answer(
        new Sections(List.of(), cut.servers(), zone.glue(cut.servers())), ReplyFlags.NONE);
  }

  /** Another name for all names below the DNAME's owner (RFC 6672 §2.2). */
  private Outcome redirect(Zone zone, Query query, DNAMERecord dname) {
    Name target;
    try {
      target = query.name().fromDNAME(dname);
    } catch (NameTooLongException e) {
      return new Outcome.Failed(Rcode.YXDOMAIN, "the DNAME makes too long a name");
    }
    if (target.equals(query.name())) {
      return Outcome.Failed.serverFailure("the DNAME of " + dname.getName() + " leads to itself");
    }
    query.explain("file", () -> "the DNAME of " + dname.getName() + " leads to " + target);
    Record cname = new CNAMERecord(query.name(), dname.getDClass(), dname.getTTL(), target);
    List<Record> aliases = List.of(dname, cname);
    return query.type() == Type.CNAME
        ? new Outcome.Answer(
            new Sections(aliases, zone.servers(query), List.of()), ReplyFlags.AUTHORITATIVE)
        : follow(zone, query, target, aliases);
  }

  private Outcome follow(Zone zone, Query query, Name target, List<Record> aliases) {
    if (query.indirections() >= MOST_INDIRECTIONS) {
      return Outcome.Failed.serverFailure("more than " + MOST_INDIRECTIONS + " CNAMEs in a row");
    }
    Outcome end = resolver.ask(query.following(target));
    return switch (end) {
      case Outcome.Answer answer -> behind(aliases, answer, zone.servers(query));
      case Outcome.NoData denial ->
          behind(
              aliases,
              denial,
              denials == Denials.COREDNS && zone.lacksType(target, query.type())
                  ? zone.servers(query)
                  : denial.sections().authority());
      case Outcome.NameError denial -> behind(aliases, denial, denial.sections().authority());
      // Nobody here knows the target: the client has to ask for it elsewhere.
      case Outcome.Refused refused ->
          new Outcome.Answer(
              new Sections(aliases, zone.servers(query), List.of()), ReplyFlags.AUTHORITATIVE);
      case Outcome.Failed failed -> failed;
    };
  }

  /** The same end with the aliases in front; authoritative, as they are (RFC 1035 §4.1.1, AA). */
  private static Outcome behind(List<Record> aliases, Outcome end, List<Record> authority) {
    Sections sections = end.sections();
    List<Record> answer = Stream.concat(aliases.stream(), sections.answer().stream()).toList();
    return end.with(new Sections(answer, authority, List.of(), sections.options()))
        .with(ReplyFlags.AUTHORITATIVE);
  }

  private Sections denial(Zone zone) {
    Record soa = denials == Denials.COREDNS ? zone.start() : zone.denial();
    return new Sections(List.of(), List.of(soa), List.of());
  }
}
