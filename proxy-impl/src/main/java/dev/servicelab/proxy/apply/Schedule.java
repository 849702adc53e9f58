package dev.servicelab.proxy.apply;

import java.time.Duration;

/**
 * When to bring the kernel up to date next. Times are nanoseconds of any steady clock. After kube-
 * proxy's BoundedFrequencyRunner: at least {@code minSyncPeriod} between the end of one sync and
 * the start of the next; whatever comes in between is done by one.
 */
final class Schedule {
  /** A refused batch is tried again after this, then after twice as long, and so on. */
  private static final Duration FIRST_RETRY = Duration.ofSeconds(1);

  /** Nothing to do until something happens. */
  static final long NEVER = Long.MAX_VALUE;

  private final long minNanos;
  private final long periodNanos;
  private boolean pending;
  private boolean everEnded;
  private long lastEnd;
  private long lastVerified;
  private int failures;

  /**
   * Nothing is due yet.
   *
   * @param minSyncPeriod the least time between syncs
   * @param syncPeriod how often the kernel is checked, and the longest wait before a retry
   */
  Schedule(Duration minSyncPeriod, Duration syncPeriod) {
    this.minNanos = minSyncPeriod.toNanos();
    this.periodNanos = syncPeriod.toNanos();
  }

  /** Something has changed. */
  void changed() {
    pending = true;
  }

  /** A sync is about to read the newest state; changes from now on need another one. */
  void started() {
    pending = false;
  }

  /** The kernel is as wanted; {@code verified} if that was read back from it. */
  void succeeded(long now, boolean verified) {
    failures = 0;
    ended(now);
    if (verified) {
      lastVerified = now;
    }
  }

  /** The kernel is not as wanted. */
  void failed(long now) {
    failures++;
    ended(now);
  }

  /** When the next sync should start; {@link #NEVER} if only a change can make one due. */
  long due() {
    if (!everEnded) {
      return pending ? 0 : NEVER;
    }
    if (failures > 0) {
      return lastEnd + Math.min(periodNanos, FIRST_RETRY.toNanos() << Math.min(failures - 1, 16));
    }
    return pending ? lastEnd + minNanos : verificationDue();
  }

  /**
   * Whether the sync that is due should read the kernel back. That takes longer than a change, so a
   * change that waits goes first, unless the cluster never stops changing.
   */
  boolean verifies(long now) {
    long overdue = pending ? periodNanos : 0;
    return everEnded && verificationDue() + overdue <= now;
  }

  private long verificationDue() {
    return lastVerified + periodNanos;
  }

  private void ended(long now) {
    if (!everEnded) {
      // The first sync has read the kernel, whatever came of it.
      lastVerified = now;
    }
    everEnded = true;
    lastEnd = now;
  }
}
