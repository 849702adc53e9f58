package dev.servicelab.dns.plugins.cache;

import dev.servicelab.dns.chain.Client;
import dev.servicelab.dns.chain.Client.Transport;
import dev.servicelab.dns.chain.Outcome;
import dev.servicelab.dns.chain.Query;
import dev.servicelab.dns.chain.ServerProcess;
import dev.servicelab.dns.fast.Question;
import dev.servicelab.dns.fast.ReadyAnswer;
import dev.servicelab.dns.fast.ReadyReplies;
import dev.servicelab.dns.wire.MessageWriter;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A kept reply on the fast lane: its bytes are made once in a second, when its TTL changes. As soon
 * as there is more to do than to answer, to ask for it again or to serve it though it is old, the
 * plugin has to.
 */
final class ReadyEntry implements ReadyReplies.Kept {

  private final CacheEntry entry;
  private final Query question;
  private final CacheConfig config;
  private final ServerProcess process;
  private final CacheMetrics metrics;
  private volatile @Nullable Made last;

  /**
   * An entry that was asked for.
   *
   * @param question a question that it answers
   */
  ReadyEntry(
      CacheEntry entry,
      Query question,
      CacheConfig config,
      ServerProcess process,
      CacheMetrics metrics) {
    this.entry = entry;
    this.question = plain(question);
    this.config = config;
    this.process = process;
    this.metrics = metrics;
  }

  private record Made(long ttl, ReadyAnswer answer) {}

  @Override
  public @Nullable ReadyAnswer now(Question asked) {
    long now = process.nanoTime();
    long left = entry.left(now);
    if (left <= 0 || config.prefetch().isDue(entry, now) || tellsOfValidation(asked)) {
      return null;
    }
    // Number 0 only looks.
    if (asked.thread() > 0) {
      config.prefetch().count(entry, now);
      metrics.request();
      metrics.hit(entry);
    }
    long ttl = config.keepTtl() ? entry.ttl() : left;
    Made made = last;
    if (made == null || made.ttl() != ttl) {
      made = new Made(ttl, make(ttl));
      last = made;
    }
    return made.answer();
  }

  /** Ready answers are without AD: see {@link CachePlugin#ownFlags}. */
  private boolean tellsOfValidation(Question asked) {
    return entry.outcome().flags().authenticData() && (asked.dnssecOk() || asked.authenticData());
  }

  private ReadyAnswer make(long ttl) {
    Outcome outcome = CachePlugin.ownFlags(entry.serve(ttl), question);
    ByteBuffer reply = MessageWriter.write(question, outcome).bytes();
    byte[] bytes = new byte[reply.remaining()];
    reply.get(bytes);
    return ReadyReplies.ready(bytes);
  }

  /** The same question in lower case, over TCP, so that nothing is cut, and without EDNS. */
  private static Query plain(Query query) {
    return new Query(
        query.name().canonicalize(),
        query.type(),
        query.dclass(),
        new Query.Request(0, true, false, Optional.empty(), 0),
        new Client(query.client().address(), Transport.TCP));
  }
}
