package dev.servicelab.state.api;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Turns bursts of changes into single calls: a rollout changes many slices within milliseconds, and
 * each call makes the consumer plan anew. A change that comes alone is not kept waiting: the call
 * follows at once, and only what comes soon after it is gathered.
 */
final class Bursts implements AutoCloseable {
  /**
   * The times it goes by.
   *
   * @param calm a change that comes this long after the last call is alone
   * @param quiet otherwise, how long nothing may change before the call
   * @param longest no change waits longer than this, however busy the cluster
   */
  record Pace(Duration calm, Duration quiet, Duration longest) {
    static final Pace USUAL =
        new Pace(Duration.ofMillis(100), Duration.ofMillis(5), Duration.ofMillis(100));
  }

  private final Pace pace;
  private final Semaphore changes = new Semaphore(0);
  private final Thread thread;

  /** Runs {@code action} for each burst, on a thread of its own, until closed. */
  Bursts(Pace pace, Runnable action) {
    this.pace = pace;
    this.thread = Thread.ofPlatform().daemon().name("snapshots").unstarted(() -> loop(action));
  }

  void start() {
    thread.start();
  }

  /** Notes a change; never waits. */
  void changed() {
    changes.release();
  }

  @Override
  public void close() {
    thread.interrupt();
  }

  private void loop(Runnable action) {
    try {
      changes.acquire();
      while (true) {
        changes.drainPermits();
        action.run();
        if (!changes.tryAcquire(pace.calm().toNanos(), TimeUnit.NANOSECONDS)) {
          changes.acquire();
        } else {
          awaitQuiet();
        }
      }
    } catch (InterruptedException e) {
      // close() was called: the thread ends.
      Thread.currentThread().interrupt();
    }
  }

  private void awaitQuiet() throws InterruptedException {
    long end = System.nanoTime() + pace.longest().toNanos();
    do {
      changes.drainPermits();
    } while (System.nanoTime() < end
        && changes.tryAcquire(pace.quiet().toNanos(), TimeUnit.NANOSECONDS));
  }
}
