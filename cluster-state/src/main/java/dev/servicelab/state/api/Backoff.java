package dev.servicelab.state.api;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next attempt: doubles up to seconds, so that after an outage
 * everything is up to date again soon, and differs, so that not all nodes come back at once.
 */
final class Backoff {
  private static final Duration FIRST = Duration.ofMillis(200);
  private static final Duration LAST = Duration.ofMillis(6_400);

  private final RandomGenerator random = RandomGenerator.getDefault();
  private Duration next = FIRST;

  /** The wait before this attempt: up to half longer than the last one's double. */
  Duration next() {
    Duration wait = next.plusMillis(random.nextLong(next.toMillis() / 2));
    next = next.compareTo(LAST) < 0 ? next.multipliedBy(2) : LAST;
    return wait;
  }

  /** The server answers again. */
  void reset() {
    next = FIRST;
  }
}
