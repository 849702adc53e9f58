package dev.servicelab.labs.containers;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Lets containers be made until the cluster is closed, and lets the closing wait for those on their
 * way: a Ctrl-C between "create" and Docker's answer would otherwise leave one behind.
 */
public final class Creations {
  private static final int MANY = 100;
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Semaphore permits = new Semaphore(MANY);

  /**
   * Right before Docker is asked for a container.
   *
   * @throws IllegalStateException if the cluster is being closed
   */
  void begin() {
    if (!permits.tryAcquire()) {
      throw new IllegalStateException("the cluster is being removed");
    }
  }

  /** Docker has answered: the container can be found by its labels. */
  void end() {
    permits.release();
  }

  /** From now on nothing is made; returns when Docker has answered, after five seconds at most. */
  public void close() {
    try {
      if (!permits.tryAcquire(MANY, PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        permits.drainPermits();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
