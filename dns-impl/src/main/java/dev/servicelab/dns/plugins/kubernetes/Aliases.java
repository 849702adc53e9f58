package dev.servicelab.dns.plugins.kubernetes;

import dev.servicelab.dns.chain.Outcome;
import dev.servicelab.dns.chain.PluginContext.Resolver;
import dev.servicelab.dns.chain.Query;
import dev.servicelab.dns.chain.ReplyFlags;
import dev.servicelab.dns.chain.Sections;
import dev.servicelab.dns.chain.Zones;
import dev.servicelab.dns.records.options.Choice;
import dev.servicelab.dns.records.options.Choice.Side;
import dev.servicelab.dns.records.options.Choices;
import java.util.ArrayList;
import java.util.List;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;

/**
 * Follows the CNAME of an ExternalName Service, so that a client gets addresses with one question:
 * its own resolver does not recurse.
 *
 * @param resolver asks this server for the target, whoever it belongs to
 * @param zones the cluster's zones
 * @param choices what becomes of an alias whose target nobody can be asked about
 */
record Aliases(Resolver resolver, List<Name> zones, Choices choices) {

  /** CoreDNS's limit; Services that point at each other in a circle end as "no data". */
  private static final int MOST_INDIRECTIONS = 10;

  Outcome follow(Query query, Record cname, Record soa) {
    Outcome noData =
        new Outcome.NoData(
            new Sections(List.of(), List.of(soa), List.of()), ReplyFlags.AUTHORITATIVE);
    if (query.indirections() > MOST_INDIRECTIONS) {
      return noData;
    }
    Name target = ((CNAMERecord) cname).getTarget();
    Outcome outcome = resolver.ask(query.following(target));
    boolean inside = Zones.match(zones, target).isPresent();
    return switch (outcome) {
      case Outcome.Answer answer -> answer(cname, answer.sections().answer());
      // As CoreDNS: a dead end inside the cluster hides the alias, one outside shows it.
      case Outcome.NoData denial -> inside ? noData : answer(cname, denial.sections().answer());
      case Outcome.NameError denial -> inside ? noData : answer(cname, denial.sections().answer());
      // To ask again would not help, so the client may see where the alias leads.
      case Outcome.Refused refused ->
          choices.are(Choice.LOST_TARGET, Side.NODATA) ? noData : answer(cname, List.of());
      case Outcome.Failed failed -> lost(cname, failed, noData);
    };
  }

  private Outcome lost(Record cname, Outcome.Failed failed, Outcome noData) {
    if (choices.are(Choice.LOST_TARGET, Side.SERVFAIL)) {
      return failed;
    }
    return choices.are(Choice.LOST_TARGET, Side.CNAME) ? answer(cname, List.of()) : noData;
  }

  private static Outcome answer(Record cname, List<Record> rest) {
    List<Record> records = new ArrayList<>();
    records.add(cname);
    records.addAll(rest);
    return new Outcome.Answer(Sections.answer(records), ReplyFlags.AUTHORITATIVE);
  }
}
