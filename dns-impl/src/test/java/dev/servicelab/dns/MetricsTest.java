package dev.servicelab.dns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.servicelab.dns.metrics.Metrics;
import dev.servicelab.dns.metrics.QueryTally;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Type;

/** What the metrics page shows, whoever counted and however often the Corefile was reloaded. */
class MetricsTest {

  private final Metrics metrics = new Metrics();

  @Test
  void theTalliesOfAllThreadsAreOneNumber() throws InterruptedException {
    List<Thread> threads = new ArrayList<>();
    for (int lane = 0; lane < 4; lane++) {
      QueryTally tally = metrics.queries().tally("dns://:53", ".", "udp", lane);
      threads.add(Thread.ofVirtual().start(() -> count(tally, 1_000)));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    count(metrics.queries().tally("dns://:53", ".", "tcp", 0), 5);

    String zone = "server=\"dns://:53\",view=\"\",zone=\".\"";
    String type = "server=\"dns://:53\",type=\"SRV\",view=\"\",zone=\".\"";
    assertThat(metrics.text())
        .contains("requests_total{family=\"2\",proto=\"udp\"," + type + "} 4000.0\n")
        .contains("requests_total{family=\"2\",proto=\"tcp\"," + type + "} 5.0\n")
        .contains("responses_total{plugin=\"\",rcode=\"NXDOMAIN\"," + zone + "} 4005.0\n")
        .contains("do_requests_total{" + zone + "} 4005.0\n")
        .contains("duration_seconds_bucket{" + zone + ",le=\"2.5E-4\"} 0\n")
        .contains("duration_seconds_bucket{" + zone + ",le=\"5.0E-4\"} 4005\n")
        .contains("request_size_bytes_sum{proto=\"tcp\"," + zone + "} 200.0\n")
        .contains("response_size_bytes_bucket{proto=\"tcp\"," + zone + ",le=\"100.0\"} 0\n")
        .contains("response_size_bytes_bucket{proto=\"tcp\"," + zone + ",le=\"200.0\"} 5\n");
  }

  @Test
  void whoAsksForAThreadsTallyAgainGetsTheSame() {
    QueryTally before = metrics.queries().tally("dns://:53", ".", "udp", 1);

    assertThat(metrics.queries().tally("dns://:53", ".", "udp", 1)).isSameAs(before);
  }

  @Test
  void aGaugeShowsWhatReplacedAnotherAndForgetsOnlyItself() {
    DoubleSupplier old = () -> 1;
    DoubleSupplier young = () -> 2;
    metrics.gauge("entries", "How many.", "type").show(old, "success");
    metrics.gauge("entries", "How many.", "type").show(young, "success");
    metrics.gauge("entries", "How many.", "type").hide(old, "success");

    assertThat(metrics.text()).contains("entries{type=\"success\"} 2.0\n");

    metrics.gauge("entries", "How many.", "type").hide(young, "success");
    assertThat(metrics.text()).doesNotContain("entries{");
  }

  private static void count(QueryTally tally, int times) {
    for (int i = 0; i < times; i++) {
      tally.count(2, Type.SRV, Rcode.NXDOMAIN, true, 40, 150, 300_000);
    }
  }
}
