package dev.servicelab.dns.plugins.cache;

import dev.servicelab.dns.chain.Chain;
import dev.servicelab.dns.chain.Outcome;
import dev.servicelab.dns.chain.Plugin;
import dev.servicelab.dns.chain.PluginContext;
import dev.servicelab.dns.chain.Query;
import dev.servicelab.dns.chain.Zones;
import dev.servicelab.dns.corefile.Directive;
import dev.servicelab.dns.fast.FastLane;
import java.time.Clock;
import java.util.Optional;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Type;

/**
 * Keeps answers and denials until their time is over or the cap is reached, whichever is sooner
 * (RFC 2308). The time left is what clients see as TTL, from the first answer on, so that no client
 * keeps a record longer than this server.
 */
public final class CachePlugin implements Plugin {

  private final CacheConfig config;
  private final Clock clock;
  private final Store answers;
  private final Store denials;
  private final CacheMetrics metrics;

  private CachePlugin(CacheConfig config, PluginContext context) {
    this.config = config;
    this.clock = context.process().clock();
    this.answers = new Store(config.success().capacity());
    this.denials = new Store(config.denial().capacity());
    this.metrics = new CacheMetrics(context, answers, denials);
  }

  /** Reads {@code cache [TTL] [ZONES...] { ... }}. */
  public static Plugin create(Directive directive, PluginContext context) {
    return new CachePlugin(CacheConfig.parse(directive, context), context);
  }

  @Override
  public String name() {
    return "cache";
  }

  /** What is known anyway needs no memory: such answers are fresher without. */
  @Override
  public FastLane fastLane() {
    return FastLane.OPEN;
  }

  @Override
  public Outcome handle(Query query, Chain next) {
    boolean transfer = query.type() == Type.AXFR || query.type() == Type.IXFR;
    if (transfer || Zones.match(config.zones(), query.name()).isEmpty()) {
      return next.ask(query);
    }
    CacheKey key = CacheKey.of(query);
    long now = clock.instant().getEpochSecond();
    if (query.rehearsal()) {
      return rehearse(key, query, next, now);
    }
    metrics.request();
    Optional<CacheEntry> kept = kept(key, now);
    if (kept.isPresent()) {
      metrics.hit(kept.get().outcome() instanceof Outcome.Answer);
      return kept.get().serve(now, config.keepTtl());
    }
    metrics.miss();
    return keep(key, query, next.ask(query), now);
  }

  /** What a query would get, without counting it or keeping what comes of it. */
  private Outcome rehearse(CacheKey key, Query query, Chain next, long now) {
    Optional<CacheEntry> kept = kept(key, now);
    if (kept.isEmpty()) {
      query.explain(name(), () -> "keeps nothing for this question; what comes would be kept");
      return next.ask(query);
    }
    CacheEntry entry = kept.get();
    query.explain(
        name(),
        () ->
            "has had this answer for %d s, keeps it for %d s more"
                .formatted(now - entry.stored(), entry.left(now)));
    return entry.serve(now, config.keepTtl());
  }

  private Optional<CacheEntry> kept(CacheKey key, long now) {
    return denials.find(key, now).or(() -> answers.find(key, now));
  }

  private Outcome keep(CacheKey key, Query query, Outcome outcome, long now) {
    return switch (outcome) {
      case Outcome.Answer answer -> keep(key, query, answer, config.success(), answers, now);
      case Outcome.NoData denial -> keepDenial(key, query, denial, now);
      case Outcome.NameError denial -> keepDenial(key, query, denial, now);
      case Outcome.Failed failed -> {
        if (config.serverFailure() > 0 && failed.rcode() == Rcode.SERVFAIL) {
          denials.put(key, new CacheEntry(failed, now, config.serverFailure()));
        }
        yield failed;
      }
      case Outcome.Refused refused -> refused;
    };
  }

  /** Only a denial with an SOA says how long it holds (RFC 2308 §5). */
  private Outcome keepDenial(CacheKey key, Query query, Outcome denial, long now) {
    boolean hasSoa =
        denial.sections().authority().stream().anyMatch(record -> record.getType() == Type.SOA);
    return hasSoa ? keep(key, query, denial, config.denial(), denials, now) : denial;
  }

  private static Outcome keep(
      CacheKey key, Query query, Outcome outcome, CacheConfig.Keep how, Store store, long now) {
    if (Zones.match(how.disabled(), query.name()).isPresent()) {
      return outcome;
    }
    long ttl = how.ttl(Ttls.smallest(outcome.sections()));
    if (ttl <= 0) {
      return outcome;
    }
    Outcome capped = outcome.with(Ttls.set(outcome.sections(), ttl));
    store.put(key, new CacheEntry(capped, now, ttl));
    return capped;
  }
}
