package dev.servicelab.proxy.node;

import dev.servicelab.proxy.apply.SyncListener;
import dev.servicelab.proxy.apply.SyncLoop;
import dev.servicelab.proxy.apply.Synced;
import dev.servicelab.proxy.apply.Synchronizer;
import dev.servicelab.proxy.config.ProxyConfig;
import dev.servicelab.state.ClusterSnapshot;
import java.time.Duration;
import java.util.List;

/** One address family at work, and everybody who wants to hear of it. */
final class FamilyRun implements AutoCloseable {
  private final SyncLoop loop;

  /**
   * A family that waits for its first state.
   *
   * @param listeners hear of each step in this order
   */
  FamilyRun(Synchronizer proxy, ProxyConfig settings, List<SyncListener> listeners) {
    this.loop =
        new SyncLoop(proxy, new All(listeners), settings.minSyncPeriod(), settings.checkPeriod());
    loop.start();
  }

  /** Takes a newer state; never waits for the kernel. */
  void offer(ClusterSnapshot cluster) {
    loop.offer(cluster);
  }

  @Override
  public void close() {
    loop.close();
  }

  /** Tells each of several listeners. */
  private record All(List<SyncListener> listeners) implements SyncListener {
    @Override
    public void queued() {
      listeners.forEach(SyncListener::queued);
    }

    @Override
    public void succeeded(Kind kind, Duration took, Synced synced) {
      listeners.forEach(one -> one.succeeded(kind, took, synced));
    }

    @Override
    public void failed(Kind kind, Duration took) {
      listeners.forEach(one -> one.failed(kind, took));
    }
  }
}
