package dev.servicelab.labs.bench.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.servicelab.labs.bench.BenchResult;
import dev.servicelab.labs.bench.Samples;
import dev.servicelab.labs.cluster.ClusterFailed;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is asked, and what becomes of what dnsperf prints. */
class DnsBenchTest {
  private static final String PRINTED =
      """
      Statistics:

        Queries sent:         100
        Queries completed:    99 (99.00%)
        Queries lost:         1 (1.00%)

        Response codes:       NOERROR 98 (98.99%), SERVFAIL 1 (1.01%)
        Run time (s):         1.005512
        Queries per second:   58615.909109

        Latency bucket (s):   answer count
        0.000018 - 0.000018:  50
        0.000064 - 0.000065:  48
        0.024576 - 0.025087:  1

      Connection Statistics:
        Latency bucket (s):   answer count
        0.000001 - 0.000001:  900
      """;

  @Test
  void rateCodesAndTimesAreRead() {
    DnsPerfResult result = DnsPerfResult.parse(PRINTED);
    assertThat(result.perSecond()).isEqualTo(58615.909109);
    assertThat(result.codes()).containsExactly("NOERROR", "SERVFAIL");
    assertThat(result.percentile(50)).isCloseTo(0.018, within(1e-9));
    assertThat(result.percentile(51)).isCloseTo(0.065, within(1e-9));
    assertThat(result.percentile(99)).isCloseTo(25.087, within(1e-9));
    assertThat(result.percentile(100)).as("that which was lost").isEqualTo(2_000);
    assertThatExceptionOfType(ClusterFailed.class)
        .isThrownBy(() -> DnsPerfResult.parse("dnsperf: no such file"))
        .withMessageContaining("no such file");
  }

  @Test
  void everyServiceIsAskedForOnce() {
    assertThat(Kind.NAMES.queries(1_000))
        .hasSize(1_000)
        .doesNotHaveDuplicates()
        .contains("web-999.bench.svc.cluster.local A");
    assertThat(Kind.SRV.queries(3)).contains("_http._tcp.web-0.bench.svc.cluster.local SRV");
  }

  @Test
  void goalsAreForOneSize() {
    assertThat(missed(1_000, 1.9, 1)).isTrue();
    assertThat(missed(10_000, 1.9, 1)).isFalse();
  }

  private static boolean missed(int size, double own, double reference) {
    Scope scope = new Scope(List.of(Kind.NAMES), List.of(Transport.UDP));
    DnsRows rows = new DnsRows(size, samples(own), samples(reference));
    return new BenchResult(rows.of(scope.loads()), 5).missed();
  }

  private static Samples<Quantity> samples(double rate) {
    Samples<Quantity> samples = new Samples<>();
    samples.add(new Quantity.Rate(Kind.NAMES, Transport.UDP), rate);
    samples.add(new Quantity.EchoRate(), rate);
    samples.add(new Quantity.Latency(Kind.NAMES, Transport.UDP, 50), 1);
    samples.add(new Quantity.Latency(Kind.NAMES, Transport.UDP, 99), 1);
    samples.add(new Quantity.Memory(), 1);
    samples.add(new Quantity.Start(), 1);
    return samples;
  }
}
