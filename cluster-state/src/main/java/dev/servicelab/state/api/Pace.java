package dev.servicelab.state.api;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.locks.LockSupport;

/**
 * Keeps requests apart: a bucket that holds so many turns, and gets a new one at regular intervals
 * (the token bucket of client-go's flow control). Safe for use by several threads.
 */
final class Pace {
  /** No request ever waits. */
  static final Pace ANY = new Pace(0, 1);

  private final long nanosEach;
  private final int burst;

  /** When the bucket would be full again, on {@link System#nanoTime}'s clock. */
  private long full = System.nanoTime();

  private Pace(long nanosEach, int burst) {
    this.nanosEach = nanosEach;
    this.burst = burst;
  }

  static Pace of(double perSecond, int burst) {
    return new Pace((long) (1e9 / perSecond), burst);
  }

  /**
   * Waits for a turn, in the order of the calls.
   *
   * @throws InterruptedIOException if the thread is interrupted meanwhile
   */
  void awaitTurn() throws IOException {
    long now = System.nanoTime();
    long turn = now + reserve(now);
    while (turn - System.nanoTime() > 0) {
      LockSupport.parkNanos(turn - System.nanoTime());
      if (Thread.currentThread().isInterrupted()) {
        throw new InterruptedIOException("interrupted");
      }
    }
  }

  /** Takes a turn and tells how long to wait for it, in nanoseconds. */
  synchronized long reserve(long now) {
    full = Math.max(full, now) + nanosEach;
    return Math.max(0, full - now - nanosEach * burst);
  }
}
