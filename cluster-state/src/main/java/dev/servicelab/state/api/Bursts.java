package dev.servicelab.state.api;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Turns bursts of changes into single calls: a rollout changes many slices within milliseconds, and
 * each call makes the consumer plan anew.
 */
final class Bursts implements AutoCloseable {
  /** How long nothing may change before the call. */
  private static final long QUIET_MILLIS = 5;

  /** No change waits longer than this, however busy the cluster. */
  private static final long LONGEST_MILLIS = 100;

  private final Semaphore changes = new Semaphore(0);
  private final Thread thread;

  /** Runs {@code action} after each burst, on a thread of its own, until closed. */
  Bursts(Runnable action) {
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
      while (true) {
        changes.acquire();
        awaitQuiet();
        action.run();
      }
    } catch (InterruptedException e) {
      // close() was called: the thread ends.
      Thread.currentThread().interrupt();
    }
  }

  private void awaitQuiet() throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LONGEST_MILLIS);
    do {
      changes.drainPermits();
    } while (System.nanoTime() < end && changes.tryAcquire(QUIET_MILLIS, TimeUnit.MILLISECONDS));
  }
}
