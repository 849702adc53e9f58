package dev.servicelab.dns.plugins.cache;

import dev.servicelab.dns.chain.Outcome;
import dev.servicelab.dns.chain.Query;
import dev.servicelab.dns.chain.Zones;
import dev.servicelab.dns.plugins.cache.CacheConfig.Keep;
import dev.servicelab.dns.plugins.cache.Verdict.Kind;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** The replies that are kept, answers and denials apart so that neither drives out the other. */
final class Replies {

  private final CacheConfig config;
  private final Clock wallClock;
  private final Store answers;
  private final Store denials;

  Replies(CacheConfig config, Clock wallClock) {
    this.config = config;
    this.wallClock = wallClock;
    this.answers = new Store(config.success().capacity());
    this.denials = new Store(config.denial().capacity());
  }

  Store answers() {
    return answers;
  }

  Store denials() {
    return denials;
  }

  /**
   * What was stored.
   *
   * @param outcome what the client gets, its TTLs bounded
   * @param verdict what was made of it
   * @param entry what is kept, absent if nothing is
   * @param evicted whether another entry had to go
   */
  record Stored(Outcome outcome, Verdict verdict, @Nullable CacheEntry entry, boolean evicted) {}

  /**
   * The entry for a question that may be answered from: a denial if there is one, unless it is only
   * a failure, or the Corefile prefers answers, even old ones.
   */
  @Nullable CacheEntry find(CacheKey key, long now) {
    CacheEntry denial = usable(denials.find(key), now);
    if (denial != null && denial.kind() == Kind.DENIAL && !config.stale().preferPositive()) {
      return denial;
    }
    CacheEntry answer = usable(answers.find(key), now);
    return answer == null ? denial : answer;
  }

  /** The reply with its TTLs within bounds, as the first to ask for it gets it. */
  Outcome bound(Query query, Outcome outcome) {
    long ttl = ttl(Verdict.of(query, outcome, wallClock.instant()));
    return outcome.with(Ttls.set(outcome.sections(), ttl));
  }

  /** Keeps a reply if it may be kept, and bounds its TTLs in any case, as CoreDNS does. */
  Stored keep(CacheKey key, Query query, Outcome outcome, long now) {
    Verdict verdict = Verdict.of(query, outcome, wallClock.instant());
    long ttl = ttl(verdict);
    Outcome bounded = outcome.with(Ttls.set(outcome.sections(), ttl));
    if (verdict.kind() == Kind.NOT_KEPT || ttl <= 0 || isDisabled(verdict.kind(), query)) {
      return new Stored(bounded, verdict, null, false);
    }
    CacheEntry entry = new CacheEntry(verdict.kind(), bounded, now, ttl);
    if (verdict.kind() == Kind.SUCCESS) {
      // Else an old denial that may still be served would hide the answer.
      denials.remove(key);
      return new Stored(bounded, verdict, entry, answers.put(key, entry));
    }
    return new Stored(bounded, verdict, entry, denials.put(key, entry));
  }

  private long ttl(Verdict verdict) {
    return switch (verdict.kind()) {
      case DENIAL -> config.denial().ttl(verdict.ttl());
      case FAILURE -> config.serverFailure();
      case SUCCESS, NOT_KEPT -> config.success().ttl(verdict.ttl());
    };
  }

  boolean isDisabled(Kind kind, Query query) {
    Keep how = kind == Kind.SUCCESS ? config.success() : config.denial();
    return Zones.match(how.disabled(), query.name()).isPresent();
  }

  private @Nullable CacheEntry usable(@Nullable CacheEntry entry, long now) {
    if (entry == null) {
      return null;
    }
    long left = entry.left(now);
    return left > 0 || -left < config.stale().upTo() ? entry : null;
  }
}
