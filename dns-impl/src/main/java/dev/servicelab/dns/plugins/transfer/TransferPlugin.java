package dev.servicelab.dns.plugins.transfer;

import dev.servicelab.dns.chain.Chain;
import dev.servicelab.dns.chain.Client.Transport;
import dev.servicelab.dns.chain.Outcome;
import dev.servicelab.dns.chain.Plugin;
import dev.servicelab.dns.chain.PluginContext;
import dev.servicelab.dns.chain.Query;
import dev.servicelab.dns.chain.ReplyFlags;
import dev.servicelab.dns.chain.Sections;
import dev.servicelab.dns.chain.Zones;
import dev.servicelab.dns.corefile.Directive;
import dev.servicelab.dns.fast.FastLane;
import dev.servicelab.dns.zones.FollowsZones;
import dev.servicelab.dns.zones.Transferable;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Type;

/**
 * Hands out whole zones to those who may have them (RFC 5936). Whoever tells the version that he
 * has (RFC 1995) gets the whole zone too, or only its SOA if that is the version.
 *
 * @param rules who may have what
 * @param context whose plugins have the zones
 */
public record TransferPlugin(List<TransferRule> rules, PluginContext context)
    implements Plugin, FollowsZones {

  private static final Logger LOG = System.getLogger("plugin/transfer");

  public TransferPlugin {
    rules = List.copyOf(rules);
  }

  /** Reads all {@code transfer} lines of a block. */
  public static Plugin create(Directive lines, PluginContext context) {
    return new TransferPlugin(
        lines.options().stream().map(line -> TransferRule.parse(line, context)).toList(), context);
  }

  @Override
  public String name() {
    return "transfer";
  }

  /** Whole zones are not answered from memory. */
  @Override
  public FastLane fastLane() {
    return FastLane.OPEN;
  }

  @Override
  public Outcome handle(Query query, Chain next) {
    if (query.type() != Type.AXFR && query.type() != Type.IXFR) {
      return next.ask(query);
    }
    if (query.client().transport() == Transport.UDP) {
      return new Outcome.Refused("zones are handed out over TCP only");
    }
    Optional<TransferRule> rule = rule(query.name());
    if (rule.isEmpty()) {
      return next.ask(query);
    }
    if (!rule.get().allows(query.client().address().getAddress())) {
      query.explain(name(), () -> query.client().host() + " is not among those in 'to'");
      return new Outcome.Refused(query.client().host() + " may not have " + query.name());
    }
    if (query.type() == Type.IXFR && query.request().serial().isEmpty()) {
      return Outcome.Failed.serverFailure("transfer: the query does not say which version it has");
    }
    return zone(query.name())
        .map(records -> reply(query, records))
        .orElseGet(() -> next.ask(query));
  }

  @Override
  public void changed(Name zone) {
    rules.stream()
        .filter(rule -> Zones.match(rule.zones(), zone).isPresent())
        .forEach(
            rule ->
                rule.to()
                    .forEach(
                        host ->
                            Thread.ofVirtual()
                                .name("notify")
                                .start(new Announcement(zone, host, rule.source()))));
  }

  private Outcome reply(Query query, List<Record> records) {
    SOARecord soa = (SOARecord) records.getFirst();
    boolean upToDate =
        query.type() == Type.IXFR && query.request().serial().getAsLong() == soa.getSerial();
    List<Record> sent = upToDate ? List.of(soa) : records;
    query.explain(
        name(), () -> upToDate ? "the client has this version already" : sent.size() + " records");
    if (!query.rehearsal()) {
      LOG.log(
          Level.INFO,
          "Outgoing transfer of %d records of zone %s to %s for %d SOA serial"
              .formatted(sent.size(), query.name(), query.client().host(), soa.getSerial()));
    }
    return new Outcome.Answer(
        Sections.answer(sent), upToDate ? ReplyFlags.NONE : ReplyFlags.AUTHORITATIVE);
  }

  /** The rule of the longest zone that the name is in. */
  private Optional<TransferRule> rule(Name name) {
    return rules.stream()
        .filter(rule -> Zones.match(rule.zones(), name).isPresent())
        .max(Comparator.comparingInt(rule -> labels(rule, name)));
  }

  private static int labels(TransferRule rule, Name name) {
    return Zones.match(rule.zones(), name).map(Name::labels).orElse(0);
  }

  private Optional<List<Record>> zone(Name name) {
    return context.plugins().get().stream()
        .filter(Transferable.class::isInstance)
        .map(plugin -> ((Transferable) plugin).transfer(name))
        .flatMap(Optional::stream)
        .findFirst();
  }
}
