package dev.servicelab.dns.plugins.forward;

import dev.servicelab.dns.chain.Addresses;
import dev.servicelab.dns.chain.Chain;
import dev.servicelab.dns.chain.Client.Transport;
import dev.servicelab.dns.chain.Outcome;
import dev.servicelab.dns.chain.Plugin;
import dev.servicelab.dns.chain.PluginContext;
import dev.servicelab.dns.chain.Query;
import dev.servicelab.dns.chain.Zones;
import dev.servicelab.dns.corefile.Directive;
import dev.servicelab.dns.upstream.UpstreamClient;
import dev.servicelab.dns.wire.UpstreamCodec.Reply;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Asks upstreams, one after the other until one answers; what it says is the outcome, whatever it
 * is.
 */
public final class ForwardPlugin implements Plugin {

  /** CoreDNS's: how long one upstream, and how long one query may take. */
  private static final Duration READ = Duration.ofSeconds(2);

  private static final Duration TOTAL = Duration.ofSeconds(5);

  private final ForwardConfig config;
  private final UpstreamClient client = new UpstreamClient();
  private final ForwardMetrics metrics;
  private final Semaphore waiting;
  private final AtomicInteger turn = new AtomicInteger();

  private ForwardPlugin(ForwardConfig config, PluginContext context) {
    this.config = config;
    this.metrics = new ForwardMetrics(context.metrics());
    this.waiting = new Semaphore(config.maxConcurrent());
  }

  /** Reads {@code forward FROM TO... { ... }}. */
  public static Plugin create(Directive directive, PluginContext context) {
    return new ForwardPlugin(ForwardConfig.parse(directive), context);
  }

  @Override
  public String name() {
    return "forward";
  }

  @Override
  public Outcome handle(Query query, Chain next) {
    if (Zones.match(config.from(), query.name()).isEmpty()
        || Zones.match(config.except(), query.name()).isPresent()) {
      return next.ask(query);
    }
    if (!waiting.tryAcquire()) {
      metrics.rejected();
      return new Outcome.Refused(
          "more than " + config.maxConcurrent() + " queries wait for an upstream");
    }
    try {
      return ask(query);
    } finally {
      waiting.release();
    }
  }

  private Outcome ask(Query query) {
    long deadline = System.nanoTime() + TOTAL.toNanos();
    String reason = "no upstream answered in time";
    for (InetSocketAddress upstream : inOrder()) {
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        break;
      }
      try {
        return ask(upstream, query, Duration.ofNanos(Math.min(left, READ.toNanos())));
      } catch (IOException e) {
        reason = Addresses.text(upstream) + ": " + cause(e);
      }
    }
    return Outcome.Failed.serverFailure(reason);
  }

  private Outcome ask(InetSocketAddress upstream, Query query, Duration patience)
      throws IOException {
    long begin = System.nanoTime();
    Reply reply = client.ask(upstream, query, transport(query), patience);
    metrics.answered(Addresses.text(upstream), reply.outcome().rcode(), System.nanoTime() - begin);
    return reply.outcome();
  }

  private Transport transport(Query query) {
    if (config.forceTcp()) {
      return Transport.TCP;
    }
    return config.preferUdp() ? Transport.UDP : query.client().transport();
  }

  private List<InetSocketAddress> inOrder() {
    List<InetSocketAddress> upstreams = config.upstreams();
    if (upstreams.size() == 1) {
      return upstreams;
    }
    List<InetSocketAddress> order = new ArrayList<>(upstreams);
    switch (config.policy()) {
      case RANDOM -> Collections.shuffle(order, ThreadLocalRandom.current());
      case ROUND_ROBIN ->
          Collections.rotate(order, -Math.floorMod(turn.getAndIncrement(), order.size()));
      case SEQUENTIAL -> {
        // as written
      }
    }
    return order;
  }

  private static String cause(IOException e) {
    // "Port unreachable" comes without a message.
    return e instanceof PortUnreachableException
        ? "nobody listens there"
        : String.valueOf(e.getMessage());
  }
}
