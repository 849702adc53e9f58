package dev.servicelab.dns.explain;

import dev.servicelab.dns.chain.Addresses;
import dev.servicelab.dns.chain.Client;
import dev.servicelab.dns.chain.Outcome;
import dev.servicelab.dns.chain.Query;
import dev.servicelab.dns.chain.ZoneRouter;
import dev.servicelab.dns.chain.Zones;
import dev.servicelab.dns.clients.KnowsClients;
import dev.servicelab.dns.clients.SearchList;
import dev.servicelab.dns.wire.Decoded;
import dev.servicelab.dns.wire.Encoded;
import dev.servicelab.dns.wire.MessageReader;
import dev.servicelab.dns.wire.MessageWriter;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;

/**
 * Explains questions to the addresses of a server. What it asks leaves no trace in counters, logs
 * and caches; only an upstream hears of a question that goes there.
 */
public final class Explainer {

  /** A number that is easy to find among the bytes. */
  private static final int ID = 0x1234;

  /** As {@code dig} asks: this size, and an OPT record at all. */
  private static final int PAYLOAD_SIZE = 1232;

  private static final int PORT = 40_000;

  private final SequencedMap<InetSocketAddress, ZoneRouter> routers;
  private final Clients clients;

  /**
   * Explains what these zones answer.
   *
   * @param routers those of each listening address, in the Corefile's order
   */
  public Explainer(SequencedMap<InetSocketAddress, ZoneRouter> routers) {
    this.routers = routers;
    this.clients =
        new Clients(
            routers.values().stream()
                .flatMap(router -> router.zones().values().stream())
                .flatMap(route -> route.chain().plugins().stream())
                .filter(KnowsClients.class::isInstance)
                .map(KnowsClients.class::cast)
                .distinct()
                .toList());
  }

  /**
   * The whole story as text, many lines, the last one ended.
   *
   * @throws IllegalArgumentException if the name is no name, the client nobody, or nothing listens
   *     on the port
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
    InetSocketAddress address = address(asked.port(), candidates.getFirst());
    ZoneRouter router = router(address);
    List<Rehearsal> tried = new ArrayList<>();
    for (Name candidate : candidates) {
      Rehearsal rehearsal = rehearse(candidate, asked, client, router);
      tried.add(rehearsal);
      if (rehearsal.outcome() instanceof Outcome.Answer) {
        break;
      }
    }
    SequencedMap<InetSocketAddress, List<Name>> elsewhere = new LinkedHashMap<>();
    routers.forEach((other, zones) -> elsewhere.put(other, sorted(zones)));
    elsewhere.remove(address);
    return new Explained(
        asked,
        client,
        candidates,
        tried,
        chosen(client, tried),
        address,
        sorted(router),
        elsewhere);
  }

  /**
   * The first address with the port. Where several have it ({@code bind}), a client could ask each:
   * the one that serves the longest zone of the name tells most.
   */
  private InetSocketAddress address(int port, Name name) {
    int asked = port == 0 ? routers.firstEntry().getKey().getPort() : port;
    return routers.keySet().stream()
        .filter(address -> address.getPort() == asked)
        .reduce((one, two) -> labels(two, name) > labels(one, name) ? two : one)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "nothing listens on port %d (there are: %s)"
                        .formatted(
                            port,
                            routers.keySet().stream()
                                .map(Addresses::text)
                                .collect(Collectors.joining(", ")))));
  }

  private int labels(InetSocketAddress address, Name name) {
    return Zones.match(sorted(router(address)), name).map(Name::labels).orElse(0);
  }

  private ZoneRouter router(InetSocketAddress address) {
    return Objects.requireNonNull(routers.get(address));
  }

  private static List<Name> sorted(ZoneRouter router) {
    return router.zones().keySet().stream().sorted().toList();
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

  private static Rehearsal rehearse(
      Name name, Asked asked, Clients.Asking client, ZoneRouter router) {
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
