package dev.servicelab.labs.bench;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Keeps changes apart, so that each is measured from a proxy at rest: both wait for {@code
 * minSyncPeriod}, one second, between two syncs.
 */
final class Pace {
  /** From the moment at which a kernel showed the change before. */
  static final Duration APART = Duration.ofMillis(1_500);

  private long next = System.nanoTime();

  /** Waits until the next change may be made. */
  void await() {
    long left = Math.max(0, next - System.nanoTime());
    CompletableFuture.runAsync(
            () -> {}, CompletableFuture.delayedExecutor(left, TimeUnit.NANOSECONDS))
        .join();
  }

  /** A change has been made just now, and nothing is left to do about it. */
  void settled() {
    next = System.nanoTime() + APART.toNanos();
  }
}
