package dev.servicelab.dns.explain;

import dev.servicelab.dns.chain.Client;
import dev.servicelab.dns.chain.Outcome;
import dev.servicelab.dns.chain.Query;
import dev.servicelab.dns.chain.ZoneRouter;
import dev.servicelab.dns.clients.KnowsClients;
import dev.servicelab.dns.clients.SearchList;
import dev.servicelab.dns.wire.Decoded;
import dev.servicelab.dns.wire.Encoded;
import dev.servicelab.dns.wire.MessageReader;
import dev.servicelab.dns.wire.MessageWriter;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;

/**
 * Explains questions to one listening address. What it asks leaves no trace in counters, logs and
 * caches; only an upstream hears of a question that goes there.
 */
public final class Explainer {

  /** A number that is easy to find among the bytes. */
  private static final int ID = 0x1234;

  /** As {@code dig} asks: this size, and an OPT record at all. */
  private static final int PAYLOAD_SIZE = 1232;

  private static final int PORT = 40_000;

  private final ZoneRouter router;
  private final Clients clients;

  /** Explains what these zones answer. */
  public Explainer(ZoneRouter router) {
    this.router = router;
    this.clients =
        new Clients(
            router.zones().values().stream()
                .flatMap(route -> route.chain().plugins().stream())
                .filter(KnowsClients.class::isInstance)
                .map(KnowsClients.class::cast)
                .distinct()
                .toList());
  }

  /**
   * The whole story as text, many lines, the last one ended.
   *
   * @throws IllegalArgumentException if the name is no name or the client nobody
   */
  public String story(Asked asked) {
    return new Story(explain(asked)).text();
  }

  Explained explain(Asked asked) {
    Clients.Asking client = clients.find(asked.client());
    List<Name> candidates =
        client
            .search()
            .map(list -> list.candidates(asked.name()))
            .orElseGet(() -> new SearchList(List.of(), 0).candidates(asked.name()));
    List<Rehearsal> tried = new ArrayList<>();
    for (Name candidate : candidates) {
      Rehearsal rehearsal = rehearse(candidate, asked, client);
      tried.add(rehearsal);
      if (rehearsal.outcome() instanceof Outcome.Answer) {
        break;
      }
    }
    Set<Name> zones = new TreeSet<>(router.zones().keySet());
    return new Explained(
        asked, client, candidates, tried, chosen(client, tried), List.copyOf(zones));
  }

  /**
   * The one with an answer, or at least with a name; else the name as it stands if that is of the
   * cluster, else the first that was tried.
   */
  private static Rehearsal chosen(Clients.Asking client, List<Rehearsal> tried) {
    Rehearsal last = tried.getLast();
    if (last.outcome() instanceof Outcome.Answer) {
      return last;
    }
    return tried.stream()
        .filter(one -> one.outcome() instanceof Outcome.NoData)
        .findFirst()
        .orElse(client.isInside(last.query().name()) ? last : tried.getFirst());
  }

  private Rehearsal rehearse(Name name, Asked asked, Clients.Asking client) {
    Client sender = new Client(new InetSocketAddress(client.address(), PORT), asked.transport());
    byte[] packet = packet(name, asked);
    Query query = query(packet, sender);
    ZoneRouter.Route route = router.route(query);
    Recorder recorder = new Recorder(query);
    Query explained = route.chain().adjust(query).explainedTo(recorder);
    Outcome outcome = router.ask(explained, route);
    Encoded reply = MessageWriter.write(explained, outcome);
    byte[] bytes = new byte[reply.bytes().remaining()];
    reply.bytes().duplicate().get(bytes);
    return new Rehearsal(
        query,
        route,
        recorder.visits(),
        outcome,
        bytes,
        FastAnswer.exists(router, packet, sender),
        reply.truncated());
  }

  private static Query query(byte[] packet, Client client) {
    return switch (MessageReader.read(packet, client)) {
      case Decoded.Asked asked -> asked.query();
      case Decoded.Rejected rejected ->
          throw new IllegalArgumentException("the server takes this for no question");
      case Decoded.Ignored ignored ->
          throw new IllegalArgumentException("the server takes this for no question");
    };
  }

  private static byte[] packet(Name name, Asked asked) {
    Message message = new Message(ID);
    message.getHeader().setFlag(Flags.RD);
    message.addRecord(Record.newRecord(name, asked.type(), asked.dclass()), Section.QUESTION);
    message.addRecord(new OPTRecord(PAYLOAD_SIZE, 0, 0), Section.ADDITIONAL);
    return message.toWire();
  }
}
