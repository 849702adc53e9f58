package dev.servicelab.proxy.metrics;

import dev.servicelab.proxy.net.IpFamily;
import dev.servicelab.state.Changed;
import dev.servicelab.state.ClusterSnapshot;
import dev.servicelab.state.EndpointSliceRecord.AddressType;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * The time from what made an endpoint change (a pod that became ready, a Service that was edited)
 * until the rules for it are in the kernel. The endpoint slice controller writes the former into an
 * annotation; SIG Scalability's "network programming latency".
 */
final class ProgrammingLatency {
  private final Histogram histogram;
  private final Instant start;
  private final Map<IpFamily, ClusterSnapshot> programmed = new EnumMap<>(IpFamily.class);

  /**
   * A histogram without observations.
   *
   * @param start when this process began: what happened earlier was not its to program
   */
  ProgrammingLatency(PrometheusRegistry registry, Instant start) {
    this.start = start;
    this.histogram =
        Histogram.builder()
            .name("kubeproxy_network_programming_duration_seconds")
            .help("Time from the cause of an endpoint's change until its rules are in place.")
            .labelNames("ip_family")
            .classicOnly()
            .classicUpperBounds(bounds())
            .register(registry);
  }

  /** Shows a family before anything has happened in it. */
  void begin(IpFamily family) {
    histogram.initLabelValues(family.kubernetesName());
  }

  /** This state's rules are in the kernel now. */
  synchronized void programmed(IpFamily family, ClusterSnapshot cluster, Instant now) {
    ClusterSnapshot before = programmed.getOrDefault(family, ClusterSnapshot.empty());
    programmed.put(family, cluster);
    AddressType type = family == IpFamily.IPV4 ? AddressType.IPV4 : AddressType.IPV6;
    Changed.endpointSlices(before, cluster).written().stream()
        .filter(slice -> slice.addressType() == type)
        .flatMap(slice -> slice.lastChange().stream())
        .filter(cause -> cause.isAfter(start))
        .forEach(cause -> observe(family, Duration.between(cause, now)));
  }

  private void observe(IpFamily family, Duration latency) {
    histogram.labelValues(family.kubernetesName()).observe(latency.toNanos() / 1e9);
  }

  /** kube-proxy's: finer where most changes are. */
  private static double[] bounds() {
    DoubleStream fractions = DoubleStream.of(0, 0.25, 0.5);
    DoubleStream minute = IntStream.range(1, 60).asDoubleStream();
    DoubleStream twoMinutes = IntStream.range(12, 24).mapToDouble(i -> 5 * i);
    DoubleStream fiveMinutes = IntStream.rangeClosed(4, 10).mapToDouble(i -> 30 * i);
    return DoubleStream.concat(
            DoubleStream.concat(fractions, minute), DoubleStream.concat(twoMinutes, fiveMinutes))
        .toArray();
  }
}
