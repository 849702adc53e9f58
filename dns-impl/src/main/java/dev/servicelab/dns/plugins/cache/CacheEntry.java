package dev.servicelab.dns.plugins.cache;

import dev.servicelab.dns.chain.Outcome;
import dev.servicelab.dns.chain.ReplyFlags;

/**
 * Something kept.
 *
 * @param outcome what is answered
 * @param stored when it was put here, in seconds since 1970
 * @param ttl how long it holds, in seconds
 */
record CacheEntry(Outcome outcome, long stored, long ttl) {

  long left(long now) {
    return stored + ttl - now;
  }

  /** The outcome with the time left. As in CoreDNS, what comes from the cache claims authority. */
  Outcome serve(long now, boolean keepTtl) {
    ReplyFlags flags =
        new ReplyFlags(true, outcome.flags().recursionAvailable(), outcome.flags().authenticData());
    long seconds = keepTtl ? ttl : left(now);
    return outcome.with(Ttls.set(outcome.sections(), seconds)).with(flags);
  }
}
