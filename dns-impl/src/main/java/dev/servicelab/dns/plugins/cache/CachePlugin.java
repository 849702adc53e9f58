package dev.servicelab.dns.plugins.cache;

import dev.servicelab.dns.chain.BoundsReplies;
import dev.servicelab.dns.chain.Chain;
import dev.servicelab.dns.chain.Outcome;
import dev.servicelab.dns.chain.Plugin;
import dev.servicelab.dns.chain.PluginContext;
import dev.servicelab.dns.chain.Query;
import dev.servicelab.dns.chain.ReplyFlags;
import dev.servicelab.dns.chain.ServerProcess;
import dev.servicelab.dns.chain.Zones;
import dev.servicelab.dns.corefile.Directive;
import dev.servicelab.dns.fast.FastLane;
import dev.servicelab.dns.fast.ReadyReplies;
import dev.servicelab.dns.plugins.cache.Replies.Stored;
import org.xbill.DNS.DClass;
import org.xbill.DNS.ExtendedErrorCodeOption;
import org.xbill.DNS.Type;

/**
 * Keeps replies until their time is over or the cap is reached, whichever is sooner (RFC 2308). The
 * time left is what clients see as TTL, from the first answer on, so that no client keeps a record
 * longer than this server.
 */
public final class CachePlugin implements Plugin, BoundsReplies {

  private static final String NAME = "cache";

  private final CacheConfig config;
  private final ServerProcess process;
  private final Replies replies;
  private final CacheMetrics metrics;
  private final Refresher refresher;
  private final ReadyReplies ready = new ReadyReplies();

  private CachePlugin(CacheConfig config, PluginContext context) {
    this.config = config;
    this.process = context.process();
    this.replies = new Replies(config, process.clock());
    this.metrics = new CacheMetrics(context, replies.answers(), replies.denials());
    this.refresher = new Refresher(config, process, this::ask);
  }

  /** Reads {@code cache [TTL] [ZONES...] { ... }}. */
  public static Plugin create(Directive directive, PluginContext context) {
    return new CachePlugin(CacheOptions.parse(directive, context), context);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public FastLane fastLane() {
    // Asked after those who have the data: what is known anyway is fresher without a memory.
    return new FastLane.Answers(ready);
  }

  @Override
  public Outcome handle(Query query, Chain next) {
    if (!takes(query)) {
      query.explain(NAME, () -> "does not keep such questions");
      return next.ask(query);
    }
    CacheKey key = CacheKey.of(query);
    long now = process.nanoTime();
    CacheEntry kept = replies.find(key, now);
    if (query.rehearsal()) {
      return kept == null ? rehearse(query, next) : explained(kept, query, now);
    }
    metrics.request();
    if (kept == null) {
      metrics.miss();
      return ownFlags(ask(key, query, next).outcome(), query);
    }
    metrics.hit(kept);
    Outcome outcome =
        kept.left(now) > 0
            ? fresh(kept, key, query, next, now)
            : stale(kept, key, query, next, now);
    return ownFlags(outcome, query);
  }

  @Override
  public Outcome bound(Query query, Outcome outcome) {
    return takes(query) ? replies.bound(query, outcome) : outcome;
  }

  private boolean takes(Query query) {
    boolean transfer = query.type() == Type.AXFR || query.type() == Type.IXFR;
    return !transfer && Zones.match(config.zones(), query.name()).isPresent();
  }

  /** Asks the plugins behind and keeps what they say. */
  private Stored ask(CacheKey key, Query query, Chain next) {
    Outcome outcome = next.ask(query);
    Stored stored = replies.keep(key, query, outcome, process.nanoTime());
    if (stored.evicted()) {
      metrics.evicted(stored.verdict().kind());
    }
    query.explain(NAME, () -> describe(stored, query));
    return stored;
  }

  private Outcome fresh(CacheEntry kept, CacheKey key, Query query, Chain next, long now) {
    if (config.prefetch().isDue(kept, now) && kept.beginRefresh(now)) {
      metrics.prefetched();
      refresher.later(kept, key, query, next);
    }
    config.prefetch().count(kept, now);
    if (isPlain(query, kept)) {
      ready.keep(
          query.name(),
          query.type(),
          query.dnssecOk(),
          new ReadyEntry(kept, query, config, process, metrics));
    }
    return serve(kept, query, now);
  }

  /** Whether the fast lane could answer it: that knows nothing of other classes and of options. */
  private static boolean isPlain(Query query, CacheEntry kept) {
    return query.dclass() == DClass.IN
        && !query.request().checkingDisabled()
        && kept.outcome().sections().options().isEmpty();
  }

  private Outcome stale(CacheEntry kept, CacheKey key, Query query, Chain next, long now) {
    if (kept.beginRefresh(now)) {
      if (config.stale().verify()) {
        Outcome verified = refresher.now(kept, key, query, next);
        if (verified != null) {
          return verified;
        }
      } else {
        metrics.prefetched();
        refresher.later(kept, key, query, next);
      }
    }
    metrics.servedStale();
    boolean denial = kept.outcome() instanceof Outcome.NameError;
    query.extendedError(
        denial
            ? ExtendedErrorCodeOption.STALE_NXDOMAIN_ANSWER
            : ExtendedErrorCodeOption.STALE_ANSWER);
    query.explain(
        NAME,
        () ->
            "its time was over %d s ago; served for lack of a better one"
                .formatted(-kept.left(now)));
    return kept.serve(config.stale().ttl());
  }

  private Outcome serve(CacheEntry kept, Query query, long now) {
    query.explain(
        NAME,
        () ->
            "has had this answer for %d s, keeps it for %d s more"
                .formatted(kept.age(now), kept.left(now)));
    return kept.serve(config.keepTtl() ? kept.ttl() : kept.left(now));
  }

  /** What a query would get from an entry. */
  private Outcome explained(CacheEntry kept, Query query, long now) {
    if (kept.left(now) > 0) {
      return ownFlags(serve(kept, query, now), query);
    }
    query.explain(NAME, () -> "has an old reply, which it would refresh");
    return ownFlags(kept.serve(config.stale().ttl()), query);
  }

  /** What a query would get, without keeping what comes of it. */
  private Outcome rehearse(Query query, Chain next) {
    query.explain(NAME, () -> "keeps nothing for this question");
    return next.ask(query);
  }

  /** Who did not ask for it does not get to know what was validated (RFC 6840 §5.8). */
  static Outcome ownFlags(Outcome outcome, Query query) {
    ReplyFlags flags = outcome.flags();
    if (!flags.authenticData() || query.dnssecOk() || query.request().authenticData()) {
      return outcome;
    }
    return outcome.with(
        new ReplyFlags(
            flags.authoritative(), flags.recursionAvailable(), false, flags.truncated()));
  }

  private String describe(Stored stored, Query query) {
    CacheEntry entry = stored.entry();
    if (entry != null) {
      return "had no reply, keeps this one for " + entry.ttl() + " s";
    }
    String reason = stored.verdict().reason();
    if (reason.isEmpty()) {
      boolean disabled = replies.isDisabled(stored.verdict().kind(), query);
      reason = disabled ? "disabled for this zone" : "for no time at all";
    }
    return "had no reply and does not keep this one: " + reason;
  }
}
