package dev.servicelab.proxy.health;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether this node's rules keep up with the cluster, as kube-proxy judges it: a change that has
 * waited for longer than twice the sync period means no. One thing is stricter: until the first
 * rules are in place the node is not healthy (but alive), as it would send nobody anywhere. Safe
 * for use by several threads.
 */
public final class ProxyHealth {
  private final Clock clock;
  private final Duration timeout;
  private @Nullable Instant lastUpdated;
  private @Nullable Instant oldestQueued;
  private boolean leaving;

  /**
   * Nothing has happened yet.
   *
   * @param timeout how long a change may wait
   */
  public ProxyHealth(Clock clock, Duration timeout) {
    this.clock = clock;
    this.timeout = timeout;
  }

  /** A change waits to be programmed. */
  public synchronized void queued() {
    if (oldestQueued == null) {
      oldestQueued = clock.instant();
    }
  }

  /** The kernel is up to date. */
  public synchronized void updated() {
    oldestQueued = null;
    lastUpdated = clock.instant();
  }

  /** Whether the node is about to be deleted, so that load balancers should go elsewhere. */
  public synchronized void leaving(boolean leaving) {
    this.leaving = leaving;
  }

  /** What to answer at this moment. */
  public synchronized HealthReport report() {
    Instant now = clock.instant();
    boolean late =
        oldestQueued != null && Duration.between(oldestQueued, now).compareTo(timeout) >= 0;
    return new HealthReport(lastUpdated, now, !leaving, !late);
  }
}
