package dev.servicelab.dns.plugins.forward;

import dev.servicelab.dns.chain.Outcome;
import dev.servicelab.dns.chain.Query;
import dev.servicelab.dns.wire.UpstreamCodec.Reply;
import java.io.IOException;
import java.net.PortUnreachableException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.ExtendedErrorCodeOption;
import org.xbill.DNS.Rcode;

/**
 * One query's way through the upstreams. Each is asked once, and a second time if it did not reply
 * at all, since the packet may have been lost; for five seconds in all, as in CoreDNS.
 */
final class Attempt {

  private static final Duration TOTAL = Duration.ofSeconds(5);

  private final Query query;
  private final ForwardConfig config;
  private final UpstreamSet upstreams;
  private final ForwardMetrics metrics;
  private final long deadline = System.nanoTime() + TOTAL.toNanos();
  private String reason = "no upstream replied in time";
  private int failures;
  private @Nullable Outcome last;

  Attempt(Query query, ForwardConfig config, UpstreamSet upstreams, ForwardMetrics metrics) {
    this.query = query;
    this.config = config;
    this.upstreams = upstreams;
    this.metrics = metrics;
  }

  Outcome run() {
    List<Upstream> order = upstreams.inOrder();
    if (order.isEmpty()) {
      return allDown();
    }
    List<Upstream> silent = new ArrayList<>();
    return round(order, silent)
        .or(() -> last == null ? round(silent, new ArrayList<>()) : Optional.empty())
        .orElseGet(this::giveUp);
  }

  /** All are down; the checks may be what is broken, so one is asked nevertheless. */
  private Outcome allDown() {
    metrics.broken();
    if (config.health().failFast()) {
      query.explain("forward", () -> "all upstreams are down, so it fails at once");
      return unreachable("no healthy proxies");
    }
    query.explain("forward", () -> "all upstreams are down, so one is tried at random");
    return round(List.of(upstreams.random()), new ArrayList<>()).orElseGet(this::giveUp);
  }

  /** Asks each in turn until one gives the outcome. */
  private Optional<Outcome> round(List<Upstream> order, List<Upstream> silent) {
    for (Upstream upstream : order) {
      if (System.nanoTime() - deadline >= 0 || failures >= config.maxAttempts()) {
        break;
      }
      try {
        Outcome outcome = ask(upstream);
        if (!config.failover().contains(outcome.rcode())) {
          return Optional.of(outcome);
        }
        last = outcome;
      } catch (IOException e) {
        failures++;
        reason = upstream.text() + ": " + cause(e);
        query.explain("forward", () -> "upstream " + reason);
        if (e instanceof SocketTimeoutException) {
          silent.add(upstream);
        }
      }
    }
    return Optional.empty();
  }

  private Outcome ask(Upstream upstream) throws IOException {
    long begin = System.nanoTime();
    Reply reply = upstream.ask(query, deadline);
    query.explain(
        "forward",
        () ->
            "upstream %s (%s) says %s after %.1f ms"
                .formatted(
                    upstream.text(),
                    config.policy().name().toLowerCase(Locale.ROOT),
                    Rcode.string(reply.outcome().rcode()),
                    (System.nanoTime() - begin) / 1e6));
    return reply.outcome();
  }

  /** What the last upstream said, if one said anything. */
  private Outcome giveUp() {
    return last == null ? unreachable(reason) : last;
  }

  private static String cause(IOException e) {
    // "Port unreachable" comes without a message.
    return e instanceof PortUnreachableException
        ? "nobody listens there"
        : String.valueOf(e.getMessage());
  }

  private Outcome unreachable(String why) {
    query.extendedError(ExtendedErrorCodeOption.NO_REACHABLE_AUTHORITY);
    return Outcome.Failed.serverFailure(why);
  }
}
