package dev.servicelab.dns;

import dev.servicelab.state.ClusterSnapshot;
import dev.servicelab.state.Interest;
import dev.servicelab.state.StateSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One cluster, any number of plugins that watch it. The source starts with the first of them and
 * outlives reloads, so that a new Corefile has its records at once.
 */
final class ClusterFeed implements AutoCloseable {

  private final Function<Interest, StateSource> sources;
  private final Consumer<ClusterSnapshot> programmed;
  private final List<Consumer<ClusterSnapshot>> listeners = new ArrayList<>();
  private @Nullable StateSource source;
  private boolean watchesPods;
  private @Nullable ClusterSnapshot latest;

  /**
   * A feed that makes its source when the first plugin needs it.
   *
   * @param programmed told of each snapshot when all plugins have it
   */
  ClusterFeed(Function<Interest, StateSource> sources, Consumer<ClusterSnapshot> programmed) {
    this.sources = sources;
    this.programmed = programmed;
  }

  /**
   * Adds a listener; it gets the latest snapshot before this returns, if there is one.
   *
   * @return takes the listener away again
   * @throws dev.servicelab.state.StateException if the cluster can never be read as given
   */
  Runnable watch(Interest interest, Consumer<ClusterSnapshot> listener) {
    StateSource toStart;
    synchronized (this) {
      toStart = needed(interest);
      listeners.add(listener);
      if (latest != null) {
        listener.accept(latest);
      }
    }
    if (toStart != null) {
      toStart.start(this::deliver);
    }
    return () -> remove(listener);
  }

  @Override
  public void close() {
    StateSource toClose;
    synchronized (this) {
      toClose = source;
      source = null;
      listeners.clear();
    }
    if (toClose != null) {
      toClose.close();
    }
  }

  /** A source to be started, if the present one does not watch what is asked for. */
  private @Nullable StateSource needed(Interest interest) {
    if (source != null && (watchesPods || !interest.pods())) {
      return null;
    }
    if (source != null) {
      source.close();
      latest = null;
    }
    watchesPods = interest.pods();
    source = sources.apply(interest);
    return source;
  }

  private synchronized void remove(Consumer<ClusterSnapshot> listener) {
    listeners.remove(listener);
  }

  private synchronized void deliver(ClusterSnapshot snapshot) {
    latest = snapshot;
    listeners.forEach(listener -> listener.accept(snapshot));
    programmed.accept(snapshot);
  }
}
