package dev.servicelab.dns.plugins.cache;

import dev.servicelab.dns.chain.Outcome;
import dev.servicelab.dns.chain.ReplyFlags;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** A reply that is kept. Times are in nanoseconds, all of the same clock. */
final class CacheEntry {

  private static final long SECOND = 1_000_000_000;

  private final Verdict.Kind kind;
  private final Outcome outcome;
  private final long stored;
  private final long ttl;
  private final Popularity popularity = new Popularity();
  private final AtomicBoolean refreshing = new AtomicBoolean();
  private volatile long restUntil;
  private volatile @Nullable Served last;

  /**
   * Something to keep.
   *
   * @param kind what kind of reply it is
   * @param outcome what is answered
   * @param stored the time of now
   * @param ttl how long it holds, in seconds
   */
  CacheEntry(Verdict.Kind kind, Outcome outcome, long stored, long ttl) {
    this.kind = kind;
    this.outcome = outcome;
    this.stored = stored;
    this.ttl = ttl;
    this.restUntil = stored;
  }

  /** The outcome with one TTL: made once in a second, not for each query. */
  private record Served(long ttl, Outcome outcome) {}

  Verdict.Kind kind() {
    return kind;
  }

  Outcome outcome() {
    return outcome;
  }

  /** How long it has been here, in seconds. */
  long age(long now) {
    return (now - stored) / SECOND;
  }

  /** How long it still holds, in seconds; negative after that. */
  long left(long now) {
    return ttl - age(now);
  }

  /** How long it holds in all, in seconds. */
  long ttl() {
    return ttl;
  }

  Popularity popularity() {
    return popularity;
  }

  /** The reply with this TTL. As in CoreDNS, what comes from the cache claims authority. */
  Outcome serve(long seconds) {
    Served served = last;
    if (served == null || served.ttl() != seconds) {
      ReplyFlags flags =
          new ReplyFlags(
              true, outcome.flags().recursionAvailable(), outcome.flags().authenticData());
      served = new Served(seconds, outcome.with(Ttls.set(outcome.sections(), seconds)).with(flags));
      last = served;
    }
    return served.outcome();
  }

  /** Whether nobody else is about to replace it, nor failed to a short while ago. */
  boolean beginRefresh(long now) {
    return now - restUntil >= 0 && refreshing.compareAndSet(false, true);
  }

  /**
   * The refresh is over.
   *
   * @param rest how long to leave it alone if it failed, 0 if it did not
   */
  void endRefresh(long now, long rest) {
    restUntil = now + rest;
    refreshing.set(false);
  }
}
