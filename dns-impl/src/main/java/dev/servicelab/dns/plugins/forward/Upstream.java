package dev.servicelab.dns.plugins.forward;

import dev.servicelab.dns.chain.Client;
import dev.servicelab.dns.chain.Client.Transport;
import dev.servicelab.dns.chain.Query;
import dev.servicelab.dns.plugins.forward.ForwardConfig.Health;
import dev.servicelab.dns.plugins.forward.ForwardConfig.Transports;
import dev.servicelab.dns.upstream.Endpoint;
import dev.servicelab.dns.upstream.UpstreamClient;
import dev.servicelab.dns.wire.UpstreamCodec.Reply;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Type;

/**
 * One server to forward to, and whether it is well. It counts as well until it fails a query; then
 * it is checked until it replies, whatever the reply says.
 */
final class Upstream implements AutoCloseable {

  /** How long a check waits, as in CoreDNS. */
  private static final Duration CHECK = Duration.ofSeconds(1);

  private final UpstreamClient client;
  private final ForwardConfig config;
  private final ForwardMetrics metrics;
  private final AtomicInteger fails = new AtomicInteger();
  private final AtomicBoolean checking = new AtomicBoolean();
  private final CountDownLatch stopped = new CountDownLatch(1);

  Upstream(Endpoint server, ForwardConfig config, ForwardMetrics metrics) {
    this.config = config;
    this.metrics = metrics;
    this.client =
        new UpstreamClient(
            server,
            config.connections(),
            (protocol, reused) -> metrics.connected(server.text(), protocol, reused));
  }

  /** {@code ADDRESS:PORT}. */
  String text() {
    return client.server().text();
  }

  /** Whether checks have failed so often that it is to be left alone. */
  boolean down() {
    return config.health().maxFails() > 0 && fails.get() > config.health().maxFails();
  }

  /** Whether it failed a query and has not passed a check since. */
  boolean suspect() {
    return checking.get();
  }

  /**
   * Asks once, and begins to check it if that fails.
   *
   * @param deadline when to give up, by {@link System#nanoTime}
   * @throws IOException if no proper reply came in time
   */
  Reply ask(Query query, long deadline) throws IOException {
    long begin = System.nanoTime();
    try {
      Transport transport = transport(query);
      Reply reply = client.ask(query, transport, config.read(), deadline);
      if (reply.truncated() && config.transport() == Transports.PREFER_UDP) {
        reply = client.ask(query, Transport.TCP, config.read(), deadline);
      }
      metrics.answered(text(), reply.outcome().rcode(), System.nanoTime() - begin);
      return reply;
    } catch (IOException e) {
      if (config.health().maxFails() > 0 && checking.compareAndSet(false, true)) {
        Thread.ofVirtual().name("forward-check").start(this::checkUntilWell);
      }
      throw e;
    }
  }

  @Override
  public void close() {
    stopped.countDown();
    client.close();
  }

  private Transport transport(Query query) {
    return switch (config.transport()) {
      case AS_CLIENT -> query.client().transport();
      case PREFER_UDP -> Transport.UDP;
      case FORCE_TCP -> Transport.TCP;
    };
  }

  private void checkUntilWell() {
    try {
      while (!replies()) {
        fails.incrementAndGet();
        metrics.checkFailed(text());
        long interval = config.health().interval().toMillis();
        if (stopped.await(Math.max(1, interval), TimeUnit.MILLISECONDS)) {
          return;
        }
      }
      fails.set(0);
      checking.set(false);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean replies() {
    Health health = config.health();
    boolean tcp = config.transport() == Transports.FORCE_TCP;
    Transport transport = tcp ? Transport.TCP : Transport.UDP;
    Query check =
        new Query(
            health.domain(),
            Type.NS,
            DClass.IN,
            new Query.Request(0, health.recurse(), false, Optional.empty(), 0),
            new Client(client.server().address(), transport));
    try {
      client.ask(check, transport, CHECK, System.nanoTime() + CHECK.toNanos());
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
