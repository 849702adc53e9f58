package dev.servicelab.dns.upstream;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Unused connections to one server. The one that was unused longest is taken first, so that UDP
 * questions keep changing their port.
 */
final class ConnectionPool {

  private final ConnectionLimits limits;
  private final Deque<Idle> idle = new ArrayDeque<>();
  private boolean closed;

  ConnectionPool(ConnectionLimits limits) {
    this.limits = limits;
  }

  /** A connection with its times, as {@link System#nanoTime} tells them. */
  private record Idle(Connection connection, long made, long since) {}

  /** A connection to be given back. */
  record Lease(Connection connection, long made) {}

  /** A connection that may be used again; those too old are closed on the way. */
  synchronized Optional<Lease> take() {
    long now = System.nanoTime();
    while (!idle.isEmpty()) {
      Idle oldest = idle.removeFirst();
      if (usable(oldest, now)) {
        return Optional.of(new Lease(oldest.connection(), oldest.made()));
      }
      oldest.connection().close();
    }
    return Optional.empty();
  }

  /** Keeps a connection for the next question, or closes it. */
  synchronized void give(Lease lease) {
    long now = System.nanoTime();
    while (!idle.isEmpty() && !usable(idle.getFirst(), now)) {
      idle.removeFirst().connection().close();
    }
    if (closed || idle.size() >= limits.maxIdle()) {
      lease.connection().close();
    } else {
      idle.addLast(new Idle(lease.connection(), lease.made(), now));
    }
  }

  synchronized void close() {
    closed = true;
    idle.forEach(unused -> unused.connection().close());
    idle.clear();
  }

  private boolean usable(Idle unused, long now) {
    return now - unused.since() <= limits.expire().toNanos()
        && limits.maxAge().stream().allMatch(most -> now - unused.made() <= most.toNanos());
  }
}
