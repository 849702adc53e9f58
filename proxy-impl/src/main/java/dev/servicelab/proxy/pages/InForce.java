package dev.servicelab.proxy.pages;

import dev.servicelab.proxy.apply.SyncListener;
import dev.servicelab.proxy.apply.Synced;
import dev.servicelab.proxy.net.IpFamily;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** What is in the kernel now, per address family. Safe for use by several threads. */
public final class InForce {
  private final Map<IpFamily, Synced> families = new ConcurrentHashMap<>();

  /** Nothing is in force before the first sync. */
  public InForce() {}

  /** Takes what a family's loop has brought about. */
  public SyncListener of(IpFamily family) {
    return new SyncListener() {
      @Override
      public void queued() {}

      @Override
      public void succeeded(Kind kind, Duration took, Synced synced) {
        families.put(family, synced);
      }

      @Override
      public void failed(Kind kind, Duration took) {}
    };
  }

  /** What one family has; empty before its first sync. */
  Optional<Synced> in(IpFamily family) {
    return Optional.ofNullable(families.get(family));
  }

  /** Those that have any, IPv4 first. */
  List<Synced> all() {
    return List.copyOf(new TreeMap<>(families).values());
  }
}
