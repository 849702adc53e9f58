package dev.servicelab.labs.bench;

import dev.servicelab.labs.arena.Corner;
import dev.servicelab.labs.cluster.ClusterFailed;
import java.time.Duration;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/** How long a proxy's first sync took, by its own account: both publish kube-proxy's metrics. */
final class FirstSync {
  private static final Pattern SUM = metric("sum");
  private static final Pattern COUNT = metric("count");
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
    Matcher sum = SUM.matcher(metrics);
    Matcher count = COUNT.matcher(metrics);
    if (!sum.find() || !count.find() || count.group(1).equals("0")) {
      return OptionalDouble.empty();
    }
    if (Double.parseDouble(count.group(1)) != 1) {
      throw new ClusterFailed("the proxy has synced more than once: " + count.group());
    }
    return OptionalDouble.of(Double.parseDouble(sum.group(1)));
  }

  private static Pattern metric(String part) {
    return Pattern.compile(
        "(?m)^kubeproxy_sync_proxy_rules_duration_seconds_"
            + part
            + "\\{ip_family=\"IPv4\"\\} (\\S+)$");
  }
}
