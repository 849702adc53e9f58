package dev.servicelab.dns.plugins.cache;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.xbill.DNS.Name;

/**
 * What a Corefile says about caching.
 *
 * @param zones the names that are cached
 * @param success how answers are kept
 * @param denial how denials are kept
 * @param serverFailure how long an upstream's failure is kept, in seconds
 * @param keepTtl whether a cached answer keeps its TTL instead of counting it down
 * @param prefetch which entries are asked for again before their time is over
 * @param stale what is answered after it is over
 */
record CacheConfig(
    List<Name> zones,
    Keep success,
    Keep denial,
    long serverFailure,
    boolean keepTtl,
    Prefetch prefetch,
    Stale stale) {

  /**
   * How one kind of reply is kept.
   *
   * @param capacity how many
   * @param mostTtl the longest time in seconds
   * @param leastTtl the shortest time in seconds
   * @param disabled zones whose replies of this kind are not kept
   */
  record Keep(int capacity, long mostTtl, long leastTtl, List<Name> disabled) {

    /** The time in seconds for a reply whose smallest TTL is this. */
    long ttl(long smallest) {
      return Math.min(Math.max(smallest, leastTtl), mostTtl);
    }

    Keep atMost(long seconds) {
      return new Keep(capacity, seconds, leastTtl, disabled);
    }

    Keep without(List<Name> zones) {
      return new Keep(capacity, mostTtl, leastTtl, zones);
    }
  }

  /**
   * Which entries are asked for again in time.
   *
   * @param amount those asked for at least so often; 0 for none
   * @param gap with no longer pause between
   * @param percent when no more of their time than this is left
   */
  record Prefetch(int amount, Duration gap, int percent) {
    static final Prefetch OFF = new Prefetch(0, Duration.ofMinutes(1), 10);

    /** Somebody asked for an entry. */
    void count(CacheEntry entry, long now) {
      if (amount > 0) {
        entry.popularity().ask(now, gap.toNanos());
      }
    }

    /** Whether an entry should be asked for again, should it be asked for now. */
    boolean isDue(CacheEntry entry, long now) {
      return amount > 0
          && entry.left(now) <= (entry.ttl() * percent + 99) / 100
          && entry.popularity().next(now, gap.toNanos()) >= amount;
    }
  }

  /**
   * What is answered from entries whose time is over.
   *
   * @param upTo how long it may be over, in seconds; 0 for not at all
   * @param verify whether to try to get a fresh answer first
   * @param patience how long that may take, absent for as long as it takes
   * @param ttl what clients see as TTL, in seconds
   * @param recheck how long not to try again after it failed
   * @param preferPositive whether an old answer is better than a fresh denial
   */
  record Stale(
      long upTo,
      boolean verify,
      Optional<Duration> patience,
      long ttl,
      Duration recheck,
      boolean preferPositive) {
    static final Stale OFF =
        new Stale(0, false, Optional.empty(), 0, Duration.ZERO, /* preferPositive= */ false);

    Stale preferringPositive() {
      return new Stale(upTo, verify, patience, ttl, recheck, true);
    }
  }
}
