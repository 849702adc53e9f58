package dev.servicelab.dns.upstream;

import java.time.Duration;

/**
 * How long to wait for a connection: twice what it took lately. A server that never answers pulls
 * it down to a second, so that not every question waits for it as long as the first one did.
 */
final class DialTime {

  private static final long LEAST = Duration.ofSeconds(1).toNanos();
  private static final long MOST = Duration.ofSeconds(4).toNanos();

  /** A new value moves the average by a quarter of the difference. */
  private static final int WEIGHT = 4;

  private long average = MOST / 2;

  /** In nanoseconds. */
  synchronized long limit() {
    return Math.clamp(2 * average, LEAST, MOST);
  }

  /** Learns from an attempt that succeeded. */
  synchronized void took(long nanos) {
    average += (nanos - average) / WEIGHT;
  }

  /** Learns from an attempt that did not: there is nothing worth waiting for. */
  synchronized void failed() {
    average -= average / WEIGHT;
  }
}
