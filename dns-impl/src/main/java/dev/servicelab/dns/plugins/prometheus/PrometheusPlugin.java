package dev.servicelab.dns.plugins.prometheus;

import dev.servicelab.dns.chain.Addresses;
import dev.servicelab.dns.chain.HttpPage;
import dev.servicelab.dns.chain.HttpPage.Content;
import dev.servicelab.dns.chain.Plugin;
import dev.servicelab.dns.chain.PluginContext;
import dev.servicelab.dns.chain.Query;
import dev.servicelab.dns.chain.ReplyObserver;
import dev.servicelab.dns.chain.Zones;
import dev.servicelab.dns.corefile.Directive;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Set;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Type;

/** Counts queries under CoreDNS's metric names, so that its dashboards and alerts work. */
public final class PrometheusPlugin implements Plugin, ReplyObserver {

  private static final int PORT = 9153;
  private static final String TEXT_FORMAT = "text/plain; version=0.0.4; charset=utf-8";

  /**
   * The types with a label of their own; a client that asks for all 65,536 must not make as many
   * series.
   */
  private static final Set<Integer> LABELLED =
      Set.of(
          Type.A,
          Type.AAAA,
          Type.CNAME,
          Type.SRV,
          Type.PTR,
          Type.SOA,
          Type.NS,
          Type.TXT,
          Type.MX,
          Type.ANY,
          Type.DS,
          Type.DNSKEY,
          Type.NAPTR,
          Type.HTTPS,
          Type.SVCB,
          Type.HINFO,
          Type.CAA);

  private final String server;
  private final List<Name> zones;
  private final QueryMetrics metrics;

  private PrometheusPlugin(PluginContext context) {
    this.server = "dns://:" + context.listen().getPort();
    this.zones = context.zones();
    this.metrics = new QueryMetrics(context.metrics());
  }

  /** Reads {@code prometheus [ADDRESS]}. */
  public static Plugin create(Directive directive, PluginContext context) {
    InetSocketAddress listen =
        Addresses.listen(directive, new InetSocketAddress(InetAddress.getLoopbackAddress(), PORT));
    directive.requireNoOptions();
    context.serve(
        new HttpPage(
            listen, "/metrics", () -> new Content(200, TEXT_FORMAT, context.metrics().text())));
    return new PrometheusPlugin(context);
  }

  @Override
  public String name() {
    return "prometheus";
  }

  @Override
  public void replied(Query query, Reply reply) {
    String zone = Zones.match(zones, query.name()).map(Name::toString).orElse("dropped");
    String type = LABELLED.contains(query.type()) ? Type.string(query.type()) : "other";
    String family = Integer.toString(query.client().family());
    String transport = query.client().transport().label();
    metrics.requests().increment(server, zone, "", transport, family, type);
    metrics.responses().increment(server, zone, "", Rcode.string(reply.outcome().rcode()), "");
    metrics.duration().observe(reply.nanos() / 1e9, server, zone, "");
    metrics.requestSize().observe(query.request().size(), server, zone, "", transport);
    metrics.responseSize().observe(reply.size(), server, zone, "", transport);
    if (query.dnssecOk()) {
      metrics.dnssec().increment(server, zone, "");
    }
  }
}
