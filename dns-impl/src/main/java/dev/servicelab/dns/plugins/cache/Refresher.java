package dev.servicelab.dns.plugins.cache;

import dev.servicelab.dns.chain.Chain;
import dev.servicelab.dns.chain.Explanation;
import dev.servicelab.dns.chain.Outcome;
import dev.servicelab.dns.chain.Query;
import dev.servicelab.dns.chain.ServerProcess;
import dev.servicelab.dns.plugins.cache.CacheConfig.Stale;
import dev.servicelab.dns.plugins.cache.Replies.Stored;
import dev.servicelab.dns.plugins.cache.Verdict.Kind;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Rcode;

/** Asks again for what is kept, aside of the query that showed the need. */
final class Refresher {

  private static final Logger LOG = System.getLogger("plugin/cache");

  private final Stale stale;
  private final ServerProcess process;
  private final Source source;

  Refresher(CacheConfig config, ServerProcess process, Source source) {
    this.stale = config.stale();
    this.process = process;
    this.source = source;
  }

  /** Asks the plugins behind the cache, and keeps what they say. */
  @FunctionalInterface
  interface Source {
    Stored ask(CacheKey key, Query query, Chain next);
  }

  /** Asks on a thread of its own; who needs it gets it next time. */
  void later(CacheEntry old, CacheKey key, Query query, Chain next) {
    Query silent = query.explainedTo(Explanation.SILENT);
    Thread.ofVirtual().name("cache-refresh").start(() -> ask(old, key, silent, next));
  }

  /**
   * Asks and waits, no longer than the Corefile says; what comes later is kept for the next query.
   *
   * @return null if nothing better came in time
   */
  @Nullable Outcome now(CacheEntry old, CacheKey key, Query query, Chain next) {
    if (stale.patience().isEmpty()) {
      return ask(old, key, query, next);
    }
    CompletableFuture<@Nullable Outcome> result = new CompletableFuture<>();
    Query silent = query.explainedTo(Explanation.SILENT);
    Thread.ofVirtual()
        .name("cache-refresh")
        .start(() -> result.complete(ask(old, key, silent, next)));
    try {
      return result.get(stale.patience().get().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      return null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    }
  }

  private @Nullable Outcome ask(CacheEntry old, CacheKey key, Query query, Chain next) {
    boolean better = false;
    try {
      Stored stored = source.ask(key, query, next);
      CacheEntry entry = stored.entry();
      if (entry != null) {
        entry.popularity().continueFrom(old.popularity());
      }
      better = isBetter(stored, old);
      return better ? stored.outcome() : null;
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "no fresh reply for " + query.name() + ": " + e, e);
      return null;
    } finally {
      old.endRefresh(process.nanoTime(), better ? 0 : stale.recheck().toNanos());
    }
  }

  /** A fresh answer or denial (RFC 8767 §4); where old answers are preferred, only an answer. */
  private boolean isBetter(Stored stored, CacheEntry old) {
    Outcome outcome = stored.outcome();
    if (stale.preferPositive() && old.kind() == Kind.SUCCESS) {
      return outcome instanceof Outcome.Answer;
    }
    return outcome.rcode() == Rcode.NOERROR || outcome.rcode() == Rcode.NXDOMAIN;
  }
}
