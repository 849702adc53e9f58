package dev.servicelab.proxy.conntrack;

import java.time.Duration;

/**
 * One look at the connections to endpoints that are gone.
 *
 * @param looked whether there was a reason to look at all
 * @param deleted how many connections were deleted
 * @param took how long that took
 */
public record Cleaned(boolean looked, int deleted, Duration took) {
  /** No UDP Service has changed. */
  public static final Cleaned UNTOUCHED = new Cleaned(false, 0, Duration.ZERO);
}
