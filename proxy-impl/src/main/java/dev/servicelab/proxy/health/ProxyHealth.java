package dev.servicelab.proxy.health;

import dev.servicelab.proxy.health.HealthReport.FamilyHealth;
import dev.servicelab.proxy.net.IpFamily;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether this node's rules keep up with the cluster, as kube-proxy judges it: a change that has
 * waited for longer than twice the sync period in any address family means no. One thing is
 * stricter: until the first rules are in place the node is not healthy (but alive), as it would
 * send nobody anywhere. Safe for use by several threads.
 */
public final class ProxyHealth {
  private final Clock clock;
  private final Duration timeout;
  private final Map<IpFamily, State> families = new EnumMap<>(IpFamily.class);
  private boolean leaving;

  /** What is known of one family. */
  private static final class State {
    private @Nullable Instant lastUpdated;
    private @Nullable Instant oldestQueued;
  }

  /**
   * Nothing has happened yet.
   *
   * @param timeout how long a change may wait
   * @param families which are served
   */
  public ProxyHealth(Clock clock, Duration timeout, Set<IpFamily> families) {
    this.clock = clock;
    this.timeout = timeout;
    families.forEach(family -> this.families.put(family, new State()));
  }

  /** This family is not served after all. */
  public synchronized void without(IpFamily family) {
    families.remove(family);
  }

  /** A change waits to be programmed. */
  public synchronized void queued(IpFamily family) {
    State state = state(family);
    if (state.oldestQueued == null) {
      state.oldestQueued = clock.instant();
    }
  }

  /** The kernel is up to date. */
  public synchronized void updated(IpFamily family) {
    State state = state(family);
    state.oldestQueued = null;
    state.lastUpdated = clock.instant();
  }

  /** Whether the node is about to be deleted, so that load balancers should go elsewhere. */
  public synchronized void leaving(boolean leaving) {
    this.leaving = leaving;
  }

  /** What to answer at this moment. */
  public synchronized HealthReport report() {
    Instant now = clock.instant();
    Map<IpFamily, FamilyHealth> reports = new EnumMap<>(IpFamily.class);
    families.forEach(
        (family, state) ->
            reports.put(family, new FamilyHealth(state.lastUpdated, !late(state, now))));
    return new HealthReport(now, !leaving, reports);
  }

  private boolean late(State state, Instant now) {
    return state.oldestQueued != null
        && Duration.between(state.oldestQueued, now).compareTo(timeout) >= 0;
  }

  private State state(IpFamily family) {
    return families.computeIfAbsent(family, one -> new State());
  }
}
