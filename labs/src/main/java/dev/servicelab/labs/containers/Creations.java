package dev.servicelab.labs.containers;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/**
 * Lets containers be made until the cluster is closed, and lets the closing wait for those on their
 * way: a Ctrl-C between "create" and Docker's answer would otherwise leave one behind.
 */
public final class Creations {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Set<String> onTheirWay = new HashSet<>();
  private boolean closed;

  /**
   * Right before Docker is asked for a node's container.
   *
   * @throws IllegalStateException if the cluster is being removed
   */
  synchronized void begin(String node) {
    if (closed) {
      throw new IllegalStateException("the cluster is being removed");
    }
    onTheirWay.add(node);
  }

  /** Docker has answered, well or not: what there is can be found by its labels. */
  public synchronized void end(String node) {
    onTheirWay.remove(node);
    notifyAll();
  }

  /** From now on nothing is made; returns when Docker has answered, after five seconds at most. */
  public synchronized void close() {
    closed = true;
    long end = System.nanoTime() + PATIENCE.toNanos();
    try {
      while (!onTheirWay.isEmpty() && System.nanoTime() < end) {
        wait(Math.max(1, Duration.ofNanos(end - System.nanoTime()).toMillis()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
