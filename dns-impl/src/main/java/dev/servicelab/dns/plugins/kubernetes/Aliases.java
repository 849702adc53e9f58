package dev.servicelab.dns.plugins.kubernetes;

import dev.servicelab.dns.chain.Outcome;
import dev.servicelab.dns.chain.PluginContext.Resolver;
import dev.servicelab.dns.chain.Query;
import dev.servicelab.dns.chain.ReplyFlags;
import dev.servicelab.dns.chain.Sections;
import dev.servicelab.dns.chain.Zones;
import dev.servicelab.dns.records.RecordView;
import dev.servicelab.dns.records.RecordView.Found;
import dev.servicelab.dns.records.options.Choice;
import dev.servicelab.dns.records.options.Choice.Side;
import dev.servicelab.dns.records.options.Choices;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;

/**
 * Follows the CNAME of an ExternalName Service, so that a client gets addresses with one question:
 * its own resolver does not recurse.
 *
 * @param resolver asks this server for a target of another zone
 * @param choices what becomes of an alias whose target nobody can be asked about
 */
record Aliases(Resolver resolver, Choices choices) {

  /** CoreDNS's limit; Services that point at each other in a circle end as "no data". */
  private static final int MOST_INDIRECTIONS = 10;

  /**
   * What is at the end of an alias.
   *
   * @param query the question for the alias
   * @param view where the alias is from, and any target of its zone: a cache in front would mix
   *     what was seen at different times
   */
  Outcome follow(Query query, Record cname, RecordView view) {
    Optional<Name> zone = Zones.match(view.zones(), query.name());
    Record soa = view.soa(zone.orElseThrow());
    Outcome noData =
        new Outcome.NoData(
            new Sections(List.of(), List.of(soa), List.of()), ReplyFlags.AUTHORITATIVE);
    if (query.indirections() > MOST_INDIRECTIONS) {
      return noData;
    }
    Query next = query.following(((CNAMERecord) cname).getTarget());
    return Zones.match(view.zones(), next.name()).equals(zone)
        ? inside(next, cname, view, noData)
        : outside(next, cname, noData);
  }

  /** As CoreDNS: a dead end inside the cluster hides the alias. */
  private Outcome inside(Query next, Record cname, RecordView view, Outcome noData) {
    return switch (view.find(next.name(), next.type())) {
      case Found.Records found -> answer(cname, found.records(), ReplyFlags.AUTHORITATIVE);
      case Found.Alias alias ->
          switch (follow(next, alias.cname(), view)) {
            case Outcome.Answer answer -> answer(cname, answer.sections().answer(), answer.flags());
            case Outcome.Failed failed -> failed;
            default -> noData;
          };
      case Found.NoSuchType none -> noData;
      case Found.NoSuchName none -> noData;
    };
  }

  /** As CoreDNS: a dead end outside shows the alias. */
  private Outcome outside(Query next, Record cname, Outcome noData) {
    Outcome outcome = resolver.ask(next);
    return switch (outcome) {
      // To ask again would not help, so the client may see where the alias leads.
      case Outcome.Refused refused when choices.are(Choice.LOST_TARGET, Side.NODATA) -> noData;
      case Outcome.Failed failed when choices.are(Choice.LOST_TARGET, Side.SERVFAIL) -> failed;
      case Outcome.Failed failed when choices.are(Choice.LOST_TARGET, Side.NODATA) -> noData;
      default -> answer(cname, outcome.sections().answer(), outcome.flags());
    };
  }

  /** Authoritative, whoever said the rest; cut if the rest is. */
  private static Outcome answer(Record cname, List<Record> rest, ReplyFlags ofRest) {
    List<Record> records = new ArrayList<>();
    records.add(cname);
    records.addAll(rest);
    return new Outcome.Answer(
        Sections.answer(records), new ReplyFlags(true, false, false, ofRest.truncated()));
  }
}
