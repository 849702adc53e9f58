package dev.servicelab.dns.server;

import dev.servicelab.dns.chain.Client;
import dev.servicelab.dns.chain.Outcome;
import dev.servicelab.dns.chain.Query;
import dev.servicelab.dns.chain.ReplyObserver;
import dev.servicelab.dns.chain.TcpLimits;
import dev.servicelab.dns.chain.ZoneRouter;
import dev.servicelab.dns.fast.FastZones;
import dev.servicelab.dns.fast.Lane;
import dev.servicelab.dns.metrics.Metrics;
import dev.servicelab.dns.wire.Decoded;
import dev.servicelab.dns.wire.Encoded;
import dev.servicelab.dns.wire.MessageReader;
import dev.servicelab.dns.wire.MessageWriter;
import io.prometheus.metrics.core.metrics.Counter;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.xbill.DNS.Name;

/** A packet's way from bytes to bytes: read, ask the zone's chain, write, tell the observers. */
public final class QueryHandler {

  private static final Logger LOG = System.getLogger("server");

  private final Counter panics;
  private volatile ZoneRouter router;
  private volatile FastZones ready;

  /** A handler that answers from these zones, until it gets others. */
  public QueryHandler(ZoneRouter router, Metrics metrics) {
    this.router = router;
    this.ready = fastZones(router);
    this.panics =
        metrics.counter("coredns_panics_total", "A metrics that counts the number of panics.");
  }

  /** Answers from these zones from now on; queries under way finish with the old ones. */
  public void serve(ZoneRouter next) {
    router = next;
    ready = fastZones(next);
  }

  /** What a new TCP connection may take. */
  TcpLimits limits() {
    return router.tcp();
  }

  /** What can be answered from memory at this moment. */
  public FastZones ready() {
    return ready;
  }

  /**
   * What this address answers to a question that comes from inside, such as the target of a CNAME.
   */
  public Outcome ask(Query query) {
    return router.ask(query);
  }

  /** The reply to a packet; empty if it deserves none. Never throws. */
  public Optional<ByteBuffer> handle(byte[] packet, Client client) {
    return handleAll(packet, client).stream().findFirst();
  }

  /** The replies to a packet: none, one, or as many as a whole zone needs. Never throws. */
  public List<ByteBuffer> handleAll(byte[] packet, Client client) {
    long begin = System.nanoTime();
    return switch (MessageReader.read(packet, client)) {
      case Decoded.Asked asked -> answer(asked.query(), begin);
      case Decoded.Rejected rejected -> List.of(rejected.reply());
      case Decoded.Ignored ignored -> List.of();
    };
  }

  private static FastZones fastZones(ZoneRouter router) {
    Map<Name, Optional<Lane>> lanes = new HashMap<>();
    router.zones().forEach((zone, route) -> lanes.put(zone, route.chain().lane()));
    return new FastZones(lanes);
  }

  private List<ByteBuffer> answer(Query asked, long begin) {
    ZoneRouter zones = router;
    ZoneRouter.Route route = zones.route(asked);
    Query query = route.chain().adjust(asked);
    try {
      Outcome outcome = zones.ask(query, route);
      List<Encoded> replies = MessageWriter.writeAll(query, outcome);
      long nanos = System.nanoTime() - begin;
      List<ByteBuffer> packets = replies.stream().map(Encoded::bytes).toList();
      int size = packets.stream().mapToInt(ByteBuffer::remaining).sum();
      boolean truncated = replies.getFirst().truncated();
      for (ReplyObserver observer : route.chain().observers()) {
        observer.replied(query, new ReplyObserver.Reply(outcome, truncated, size, nanos));
      }
      return packets;
    } catch (RuntimeException | StackOverflowError e) {
      // A mistake in one plugin costs one answer, not the server.
      panics.inc();
      LOG.log(Level.ERROR, "no answer for " + query.name() + ": " + e);
      Outcome failure = Outcome.Failed.serverFailure(e.toString());
      return List.of(MessageWriter.write(query, failure).bytes());
    }
  }
}
