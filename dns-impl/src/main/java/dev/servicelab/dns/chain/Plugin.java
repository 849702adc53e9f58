package dev.servicelab.dns.chain;

import dev.servicelab.dns.fast.FastLane;
import java.time.Duration;

/**
 * One behaviour of a server block. A plugin answers, delegates with {@code next.ask(query)}, or
 * transforms what that returned. It may be called by many threads at once.
 */
public interface Plugin {

  /** The name used in the Corefile, in logs and in metrics. */
  String name();

  /** Decides about a query. It may block (upstreams), since every query has a thread of its own. */
  default Outcome handle(Query query, Chain next) {
    return next.ask(query);
  }

  /**
   * What the plugin means for questions that are answered from ready-made bytes, without calling
   * {@link #handle}: unless it says otherwise, such answers are not given behind it. Asked once,
   * before the start.
   */
  default FastLane fastLane() {
    return FastLane.CLOSED;
  }

  /** Called before the server listens; may wait a while for what it cannot answer without. */
  default void start() {}

  /** Called when the server listens. */
  default void serving() {}

  /** Called when no query comes any more: at the end of the process, or after a reload. */
  default void stop() {}

  /** Whether it can answer; the {@code ready} plugin waits for all. */
  default boolean ready() {
    return true;
  }

  /** How long the server goes on answering after it was told to stop. */
  default Duration lameduck() {
    return Duration.ZERO;
  }
}
