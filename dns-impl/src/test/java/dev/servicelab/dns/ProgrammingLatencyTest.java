package dev.servicelab.dns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.servicelab.dns.metrics.Metrics;
import dev.servicelab.state.ClusterSnapshot;
import dev.servicelab.state.EndpointSliceRecord;
import dev.servicelab.state.EndpointSliceRecord.AddressType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How long a change took to get from its cause into the answers. */
class ProgrammingLatencyTest {

  private static final String METRIC = "coredns_kubernetes_dns_programming_duration_seconds";

  private final Metrics metrics = new Metrics();
  private final TestProcess process = new TestProcess(Optional.empty());
  private final ProgrammingLatency latency = new ProgrammingLatency(metrics, process.clock());

  @Test
  void eachWrittenSliceCountsOnceUnderTheKindOfItsService() {
    EndpointSliceRecord web = slice("web", Map.of(), at(2));
    EndpointSliceRecord db = slice("db", Map.of("service.kubernetes.io/headless", ""), at(4));

    process.pass(Duration.ofSeconds(5));
    latency.programmed(cluster(1, db, web));
    latency.programmed(cluster(2, db, web));

    assertThat(metrics.text())
        .contains(METRIC + "_count{service_kind=\"cluster_ip\"} 1\n")
        .contains(METRIC + "_sum{service_kind=\"cluster_ip\"} 3.0\n")
        .contains(METRIC + "_bucket{service_kind=\"cluster_ip\",le=\"2.048\"} 0\n")
        .contains(METRIC + "_sum{service_kind=\"headless_with_selector\"} 1.0\n");
  }

  @Test
  void whatHappenedBeforeTheStartOrHasNoTimeDoesNotCount() {
    latency.programmed(
        cluster(
            1,
            slice("early", Map.of(), at(-1)),
            slice("none", Map.of(), ""),
            slice("odd", Map.of(), "yesterday")));

    assertThat(metrics.text()).doesNotContain(METRIC + "_count");
  }

  private static String at(long seconds) {
    return Instant.ofEpochSecond(TestProcess.START + seconds).toString();
  }

  private static EndpointSliceRecord slice(String name, Map<String, String> labels, String cause) {
    return new EndpointSliceRecord(
        "shop", name, name, labels, "", cause, AddressType.IPV4, List.of(), List.of());
  }

  private static ClusterSnapshot cluster(long revision, EndpointSliceRecord... slices) {
    return new ClusterSnapshot(
        revision, List.of(), List.of(slices), List.of(), List.of(), List.of());
  }
}
