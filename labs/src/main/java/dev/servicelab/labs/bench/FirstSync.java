package dev.servicelab.labs.bench;

import dev.servicelab.labs.arena.Corner;
import dev.servicelab.labs.cluster.ClusterFailed;
import java.time.Duration;
import java.util.OptionalDouble;
import org.awaitility.Awaitility;

/** How long a proxy's first sync took, by its own account: both publish kube-proxy's metrics. */
final class FirstSync {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private FirstSync() {}

  /** Waits until it is over. */
  static double seconds(Corner corner) {
    OptionalDouble seconds =
        Awaitility.await("end of the first sync")
            .atMost(LIMIT)
            .pollDelay(Duration.ZERO)
            .until(() -> parse(corner.says("metrics")), OptionalDouble::isPresent);
    return seconds.getAsDouble();
  }

  /**
   * Reads the metrics; empty while no sync is over.
   *
   * @throws ClusterFailed if more than one is
   */
  static OptionalDouble parse(String metrics) {
    SyncTimes times = SyncTimes.parse(metrics);
    if (times.count() == 0) {
      return OptionalDouble.empty();
    }
    if (times.count() != 1) {
      throw new ClusterFailed("the proxy has synced more than once: " + times.count());
    }
    return OptionalDouble.of(times.seconds());
  }
}
