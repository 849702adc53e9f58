package dev.servicelab.dns.chain;

import dev.servicelab.dns.metrics.Metrics;
import dev.servicelab.state.ClusterSnapshot;
import dev.servicelab.state.Interest;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;

/** The server around the plugins: the few things a plugin may do beyond answering. */
public interface ServerProcess {

  /** The time, so that tests can turn it. */
  Clock clock();

  /**
   * The time in nanoseconds since some moment, for how long something lasts: turning the wall clock
   * does not change it.
   */
  default long nanoTime() {
    return System.nanoTime();
  }

  /** The server's counters. */
  Metrics metrics();

  /**
   * Subscribes to the cluster's state. The listener gets the latest snapshot soon, and each later
   * one.
   *
   * @param access how the API server is to be reached
   * @param interest what the plugin needs of it
   * @return ends the subscription
   * @throws dev.servicelab.state.StateException if the cluster can never be read as given
   */
  Runnable watchCluster(
      ClusterAccess access, Interest interest, Consumer<ClusterSnapshot> listener);

  /** Subscribes to the state of the cluster that the server belongs to. */
  default Runnable watchCluster(Interest interest, Consumer<ClusterSnapshot> listener) {
    return watchCluster(ClusterAccess.USUAL, interest, listener);
  }

  /** The URL at which a page is served. */
  String url(HttpPage page);

  /** Whether the server was told to stop and only finishes what it has. */
  boolean draining();

  /** What {@link #unready} names while there are no plugins to speak of. */
  String STARTING = "server";

  /** Names of the plugins that cannot answer yet. */
  List<String> unready();

  /** Reads the Corefile again and, if it is good and new, serves by it from now on. */
  void reload();

  /**
   * Ends the process with exit code 1.
   *
   * @param reason the one line that says why
   */
  void fail(String reason);
}
