package dev.servicelab.dns.metrics;

import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import java.util.Arrays;

/** How many values fell into which bucket. Not safe for use by several threads. */
final class Spread {

  private static final double NANOS = 1e9;

  /** CoreDNS: a quarter of a millisecond, sixteen times doubled. */
  private static final double[] SECONDS = withInfinity(Metrics.exponential(0.00025, 2, 16));

  private static final double[] BYTES =
      withInfinity(
          new double[] {
            0, 100, 200, 300, 400, 511, 1023, 2047, 4095, 8291, 16e3, 32e3, 48e3, 64e3
          });

  private final double[] bounds;
  private final double unit;

  /** The bounds in the values' own unit: comparing integers costs the fast lane half as much. */
  private final long[] limits;

  private final long[] counts;
  private long sum;

  private Spread(double[] bounds, double unit) {
    this.bounds = bounds;
    this.unit = unit;
    this.limits = Arrays.stream(bounds).mapToLong(bound -> (long) (bound * unit)).toArray();
    this.counts = new long[bounds.length];
  }

  /** Takes nanoseconds, shows seconds. */
  static Spread ofDurations() {
    return new Spread(SECONDS, NANOS);
  }

  /** Takes and shows bytes. */
  static Spread ofSizes() {
    return new Spread(BYTES, 1);
  }

  void add(long value) {
    int bucket = 0;
    while (value > limits[bucket]) {
      bucket++;
    }
    counts[bucket]++;
    sum += value;
  }

  void addTo(Spread other) {
    addAll(counts, other.counts);
    other.sum += sum;
  }

  HistogramDataPointSnapshot snapshot(Labels labels) {
    return HistogramDataPointSnapshot.builder()
        .labels(labels)
        .classicHistogramBuckets(ClassicHistogramBuckets.of(bounds, counts.clone()))
        .sum(sum / unit)
        .build();
  }

  static void addAll(long[] from, long[] to) {
    for (int i = 0; i < from.length; i++) {
      to[i] += from[i];
    }
  }

  private static double[] withInfinity(double[] bounds) {
    double[] all = Arrays.copyOf(bounds, bounds.length + 1);
    all[bounds.length] = Double.POSITIVE_INFINITY;
    return all;
  }
}
