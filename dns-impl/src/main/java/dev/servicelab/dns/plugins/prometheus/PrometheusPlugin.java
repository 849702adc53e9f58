package dev.servicelab.dns.plugins.prometheus;

import dev.servicelab.dns.chain.Addresses;
import dev.servicelab.dns.chain.Client.Transport;
import dev.servicelab.dns.chain.HttpPage;
import dev.servicelab.dns.chain.HttpPage.Content;
import dev.servicelab.dns.chain.Plugin;
import dev.servicelab.dns.chain.PluginContext;
import dev.servicelab.dns.chain.Query;
import dev.servicelab.dns.chain.ReplyObserver;
import dev.servicelab.dns.chain.Zones;
import dev.servicelab.dns.corefile.Directive;
import dev.servicelab.dns.fast.FastCounts;
import dev.servicelab.dns.fast.FastLane;
import dev.servicelab.dns.fast.FastPath;
import dev.servicelab.dns.metrics.Metrics;
import dev.servicelab.dns.metrics.QueryMetrics;
import dev.servicelab.dns.metrics.QueryTally;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.xbill.DNS.Name;

/** Counts queries under CoreDNS's metric names, so that its dashboards and alerts work. */
public final class PrometheusPlugin implements Plugin, ReplyObserver {

  private static final int PORT = 9153;

  /** The tally of all threads that have none of their own. */
  private static final int SHARED = 0;

  private final String server;
  private final List<Name> zones;
  private final QueryMetrics queries;

  private PrometheusPlugin(PluginContext context) {
    this.server = context.server();
    this.zones = context.zones();
    this.queries = context.metrics().queries();
  }

  /** Reads {@code prometheus [ADDRESS]}. */
  public static Plugin create(Directive directive, PluginContext context) {
    InetSocketAddress listen =
        Addresses.listen(directive, new InetSocketAddress(InetAddress.getLoopbackAddress(), PORT));
    directive.requireNoOptions();
    Metrics metrics = context.metrics();
    context.serve(
        new HttpPage(
            listen, "/metrics", () -> new Content(200, Metrics.CONTENT_TYPE, metrics.text())));
    return new PrometheusPlugin(context);
  }

  @Override
  public String name() {
    return "prometheus";
  }

  @Override
  public void replied(Query query, Reply reply) {
    tally(query.name(), query.client().transport(), SHARED)
        .count(
            query.client().family(),
            query.type(),
            reply.outcome().rcode(),
            query.dnssecOk(),
            query.request().size(),
            reply.size(),
            reply.nanos());
  }

  @Override
  public FastLane fastLane() {
    return new FastLane.Counts(this::countsOf);
  }

  /** Each of the fast lane's threads has a tally of its own for each transport. */
  private FastCounts.OfZone countsOf(Name zone) {
    QueryTally[] udp = new QueryTally[FastPath.MOST_THREADS];
    QueryTally[] tcp = new QueryTally[FastPath.MOST_THREADS];
    for (int thread = 0; thread < FastPath.MOST_THREADS; thread++) {
      udp[thread] = tally(zone, Transport.UDP, thread);
      tcp[thread] = tally(zone, Transport.TCP, thread);
    }
    return (question, rcode, size, nanos) ->
        (question.overTcp() ? tcp : udp)
            [question.thread()].count(
                question.overIpv6() ? 2 : 1,
                question.type(),
                rcode,
                question.dnssecOk(),
                question.size(),
                size,
                nanos);
  }

  /**
   * Where queries for a name are counted.
   *
   * @param lane a number of the calling thread's own, from 1: nobody else then waits for its lock
   */
  public QueryTally tally(Name name, Transport transport, int lane) {
    String zone = Zones.match(zones, name).map(Name::toString).orElse("dropped");
    return queries.tally(server, zone, transport.label(), lane);
  }
}
