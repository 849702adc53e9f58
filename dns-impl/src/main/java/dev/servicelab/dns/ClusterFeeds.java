package dev.servicelab.dns;

import dev.servicelab.dns.chain.ClusterAccess;
import dev.servicelab.state.ClusterSnapshot;
import dev.servicelab.state.Interest;
import dev.servicelab.state.StateException;
import dev.servicelab.state.StateSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Clusters, and any number of plugins that watch them. Plugins that want the same share one source.
 * It lives until the last of them leaves, so that it outlives reloads: the plugins of a new
 * Corefile come before those of the old one go, and have their records at once.
 */
final class ClusterFeeds implements AutoCloseable {

  private final BiFunction<ClusterAccess, Interest, StateSource> sources;
  private final Consumer<ClusterSnapshot> programmed;
  private final Map<Wanted, Feed> feeds = new HashMap<>();

  /**
   * Feeds that make their sources when they are needed.
   *
   * @param programmed told of each snapshot when all plugins have it
   */
  ClusterFeeds(
      BiFunction<ClusterAccess, Interest, StateSource> sources,
      Consumer<ClusterSnapshot> programmed) {
    this.sources = sources;
    this.programmed = programmed;
  }

  /**
   * Adds a listener; it gets the latest snapshot before this returns, if there is one.
   *
   * @return takes the listener away again
   * @throws StateException if the cluster can never be read as given
   */
  Runnable watch(ClusterAccess access, Interest interest, Consumer<ClusterSnapshot> listener) {
    Wanted wanted = new Wanted(access, interest);
    Feed feed;
    boolean fresh;
    synchronized (this) {
      fresh = !feeds.containsKey(wanted);
      feed = feeds.computeIfAbsent(wanted, absent -> new Feed(sources.apply(access, interest)));
      feed.add(listener);
    }
    if (fresh) {
      try {
        feed.source.start(feed::deliver);
      } catch (StateException e) {
        leave(wanted, feed, listener);
        throw e;
      }
    }
    return () -> leave(wanted, feed, listener);
  }

  @Override
  public void close() {
    List<Feed> open;
    synchronized (this) {
      open = List.copyOf(feeds.values());
      feeds.clear();
    }
    open.forEach(feed -> feed.source.close());
  }

  private void leave(Wanted wanted, Feed feed, Consumer<ClusterSnapshot> listener) {
    synchronized (this) {
      if (!feed.remove(listener) || !feeds.remove(wanted, feed)) {
        return;
      }
    }
    feed.source.close();
  }

  /** What a source is made for. */
  private record Wanted(ClusterAccess access, Interest interest) {}

  /** One source and its listeners. */
  private final class Feed {
    private final StateSource source;
    private final List<Consumer<ClusterSnapshot>> listeners = new ArrayList<>();
    private @Nullable ClusterSnapshot latest;

    Feed(StateSource source) {
      this.source = source;
    }

    synchronized void add(Consumer<ClusterSnapshot> listener) {
      listeners.add(listener);
      if (latest != null) {
        listener.accept(latest);
      }
    }

    /** Whether that was the last one. */
    synchronized boolean remove(Consumer<ClusterSnapshot> listener) {
      return listeners.remove(listener) && listeners.isEmpty();
    }

    synchronized void deliver(ClusterSnapshot snapshot) {
      latest = snapshot;
      listeners.forEach(listener -> listener.accept(snapshot));
      if (!listeners.isEmpty()) {
        programmed.accept(snapshot);
      }
    }
  }
}
