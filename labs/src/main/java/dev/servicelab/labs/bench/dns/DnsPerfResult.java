package dev.servicelab.labs.bench.dns;

import dev.servicelab.labs.cluster.ClusterFailed;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What dnsperf 2.14 printed.
 *
 * @param perSecond queries answered in a second
 * @param codes the response codes that came, by name
 * @param buckets how long answers took, if that was asked for, shortest first; those that did not
 *     come count as having taken as long as was waited for them
 */
record DnsPerfResult(double perSecond, List<String> codes, List<Bucket> buckets) {
  private static final Pattern RATE = Pattern.compile("Queries per second:\\s+([0-9.]+)");
  private static final Pattern LOST = Pattern.compile("Queries lost:\\s+(\\d+)");
  private static final Pattern CODES = Pattern.compile("Response codes:\\s+(.*)");
  private static final Pattern CODE = Pattern.compile("([A-Z]+) \\d+ \\(");
  private static final Pattern BUCKET =
      Pattern.compile("(?m)^\\s+[0-9.]+ - ([0-9.]+):\\s+(\\d+)\\s*$");

  /** What follows over TCP is about connections, with a histogram of its own. */
  private static final String CONNECTIONS = "Connection Statistics";

  private static final double MILLIS_PER_SECOND = 1e3;

  /** How long an answer is waited for. */
  static final int TIMEOUT_SECONDS = 2;

  /**
   * Answers that took about as long.
   *
   * @param millis the longest
   */
  record Bucket(double millis, long count) {}

  /**
   * Reads it.
   *
   * @throws ClusterFailed if that is not what the text is
   */
  static DnsPerfResult parse(String text) {
    String queries = text.split(CONNECTIONS, 2)[0];
    Bucket lost = new Bucket(TIMEOUT_SECONDS * MILLIS_PER_SECOND, Long.parseLong(only(LOST, text)));
    return new DnsPerfResult(
        Double.parseDouble(only(RATE, text)),
        CODE.matcher(only(CODES, text)).results().map(found -> found.group(1)).toList(),
        Stream.concat(BUCKET.matcher(queries).results().map(DnsPerfResult::bucket), Stream.of(lost))
            .toList());
  }

  /** The time in milliseconds within which so many of a hundred answers came. */
  double percentile(int percent) {
    long left = Math.ceilDiv(buckets.stream().mapToLong(Bucket::count).sum() * percent, 100L);
    List<Bucket> rest = new ArrayList<>(buckets);
    while (rest.size() > 1 && left > rest.getFirst().count()) {
      left -= rest.removeFirst().count();
    }
    return rest.getFirst().millis();
  }

  private static Bucket bucket(MatchResult found) {
    return new Bucket(
        Double.parseDouble(found.group(1)) * MILLIS_PER_SECOND, Long.parseLong(found.group(2)));
  }

  private static String only(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.find()) {
      throw new ClusterFailed("dnsperf said: " + text.strip());
    }
    return matcher.group(1);
  }
}
