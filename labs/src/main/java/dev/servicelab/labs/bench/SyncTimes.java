package dev.servicelab.labs.bench;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long a proxy's syncs of IPv4 have taken, by its own account: both publish kube-proxy's
 * metrics.
 *
 * @param count how many there have been
 * @param seconds how long all have taken
 */
record SyncTimes(double count, double seconds) {
  private static final Pattern SUM = metric("sum");
  private static final Pattern COUNT = metric("count");

  /** Reads the metrics; none while there is no sync in them. */
  static SyncTimes parse(String metrics) {
    Matcher sum = SUM.matcher(metrics);
    Matcher count = COUNT.matcher(metrics);
    return sum.find() && count.find()
        ? new SyncTimes(Double.parseDouble(count.group(1)), Double.parseDouble(sum.group(1)))
        : new SyncTimes(0, 0);
  }

  /** How long one took, in seconds. */
  double mean() {
    return meanSince(new SyncTimes(0, 0));
  }

  /** How long one took of those that have come since, in seconds. */
  double meanSince(SyncTimes before) {
    return (seconds - before.seconds) / (count - before.count);
  }

  private static Pattern metric(String part) {
    return Pattern.compile(
        "(?m)^kubeproxy_sync_proxy_rules_duration_seconds_"
            + part
            + "\\{ip_family=\"IPv4\"\\} (\\S+)$");
  }
}
