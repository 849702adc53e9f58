package dev.servicelab.dns.plugins.loop;

import dev.servicelab.dns.chain.Addresses;
import dev.servicelab.dns.chain.Chain;
import dev.servicelab.dns.chain.Client;
import dev.servicelab.dns.chain.Client.Transport;
import dev.servicelab.dns.chain.Outcome;
import dev.servicelab.dns.chain.Plugin;
import dev.servicelab.dns.chain.PluginContext;
import dev.servicelab.dns.chain.Query;
import dev.servicelab.dns.corefile.Directive;
import dev.servicelab.dns.upstream.UpstreamClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.NameTooLongException;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/**
 * Sends this server a question nobody else can know and counts how often it arrives. More than
 * twice means that the upstream led it back here: every forwarded query would circle until the
 * memory is full, so the process ends with a message instead.
 */
public final class LoopPlugin implements Plugin {

  private static final int MOST_SIGHTINGS = 2;
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final int TRIES = 15;

  private final Name probe;
  private final Name zone;
  private final PluginContext context;
  private final AtomicInteger seen = new AtomicInteger();
  private final CountDownLatch stopped = new CountDownLatch(1);
  private volatile boolean done;

  private LoopPlugin(Name probe, Name zone, PluginContext context) {
    this.probe = probe;
    this.zone = zone;
    this.context = context;
  }

  /** Reads {@code loop}. */
  public static Plugin create(Directive directive, PluginContext context) {
    directive.requireArguments(0, 0);
    directive.requireNoOptions();
    Name zone = context.zones().getFirst();
    try {
      ThreadLocalRandom random = ThreadLocalRandom.current();
      String labels = random.nextLong(Long.MAX_VALUE) + "." + random.nextLong(Long.MAX_VALUE);
      return new LoopPlugin(Name.concatenate(Name.fromString(labels), zone), zone, context);
    } catch (TextParseException | NameTooLongException e) {
      throw directive.error("zone " + zone + " leaves no room for the probe's name");
    }
  }

  @Override
  public String name() {
    return "loop";
  }

  @Override
  public Outcome handle(Query query, Chain next) {
    if (!done && query.type() == Type.HINFO && query.name().equals(probe)) {
      if (seen.incrementAndGet() > MOST_SIGHTINGS) {
        done = true;
        String message =
            "plugin/loop: Loop (%s -> %s) detected for zone \"%s\", see https://coredns.io/plugins/loop#troubleshooting. Query: \"HINFO %s\""
                .formatted(Addresses.text(query.client().address()), listening(), zone, probe);
        context.process().fail(message);
        return Outcome.Failed.serverFailure(message);
      }
    }
    return next.ask(query);
  }

  @Override
  public void serving() {
    Thread.ofVirtual().name("loop").start(this::probe);
  }

  @Override
  public void stop() {
    done = true;
    stopped.countDown();
  }

  /** Tries for 30 seconds, as CoreDNS does: an upstream may be late. */
  private void probe() {
    try {
      for (int attempt = 0; attempt < TRIES && !done; attempt++) {
        boolean answered = exchange();
        if (stopped.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS) || answered) {
          break;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    // From now on the probe's name is one like any other, so that knowing it kills nobody.
    done = true;
  }

  private boolean exchange() {
    Query.Request request = new Query.Request(0, true, false, Optional.empty(), 0);
    Client self = new Client(target(), Transport.UDP);
    try {
      Query query = new Query(probe, Type.HINFO, DClass.IN, request, self);
      try (UpstreamClient client = UpstreamClient.once(target())) {
        client.ask(query, Transport.UDP, PATIENCE, System.nanoTime() + PATIENCE.toNanos());
      }
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** The address as CoreDNS writes it: all addresses are an empty word. */
  private String listening() {
    InetSocketAddress listen = context.listen();
    return listen.getAddress().isAnyLocalAddress()
        ? ":" + listen.getPort()
        : Addresses.text(listen);
  }

  private InetSocketAddress target() {
    InetSocketAddress listen = context.listen();
    return listen.getAddress().isAnyLocalAddress()
        ? new InetSocketAddress(InetAddress.getLoopbackAddress(), listen.getPort())
        : listen;
  }
}
