package dev.servicelab.labs.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.servicelab.labs.bench.Rows.Pair;
import dev.servicelab.labs.cluster.ClusterFailed;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What becomes of the values that were measured. */
class BenchTest {

  @Test
  void theMedianIsTheMiddleValue() {
    assertThat(samples(3, 1, 2).median(Quantity.START)).isEqualTo(2);
    assertThat(samples(4, 1, 3, 2).median(Quantity.START)).isEqualTo(2.5);
  }

  @Test
  void p99IsAValueThatWasMeasured() {
    Samples<Quantity> hundred = new Samples<>();
    for (int value = 100; value > 0; value--) {
      hundred.add(Quantity.START, value);
    }
    assertThat(hundred.p99(Quantity.START)).isEqualTo(99);
    assertThat(samples(1, 5, 3).p99(Quantity.START)).isEqualTo(5);
  }

  @Test
  void goalsAreForOneSizeAndGrowthIsComparedWithTheReferences() {
    List<Row> rows =
        Rows.of(
            Map.of(
                100, new Pair(all(1), all(1)),
                1_000, new Pair(all(10), all(20)),
                5_000, new Pair(all(50), all(80))));

    assertThat(rows).filteredOn(row -> row.size() == 100).isNotEmpty().allMatch(this::noGoal);
    assertThat(rows)
        .filteredOn(row -> row.goal().isPresent() && row.size() == 1_000)
        .extracting(Row::what)
        .containsExactly(
            "first full sync",
            "process start to rules in place",
            "one endpoint changed, p50",
            "memory (VmRSS)");
    assertThat(rows)
        .filteredOn(row -> row.what().startsWith("growth"))
        .hasSize(4)
        .allSatisfy(row -> assertThat(row.ratio()).isEqualTo(1.25))
        .allMatch(Row::missed);
  }

  @Test
  void aGoalIsMetUpToItsLastDigit() {
    assertThat(row(50.4, 100, Optional.of(Goal.atMost(0.5))).missed()).isFalse();
    assertThat(row(51, 100, Optional.of(Goal.atMost(0.5))).missed()).isTrue();
    assertThat(row(999, 1, Optional.empty()).missed()).isFalse();
  }

  @Test
  void programsAndPeopleReadTheSame() throws IOException {
    BenchResult result =
        new BenchResult(
            List.of(row(30, 60, Optional.of(Goal.atMost(0.4))), row(1, 2, Optional.empty())), 5);

    JsonNode rows = new ObjectMapper().readTree(result.json()).get("rows");
    assertThat(rows.get(0).toString())
        .isEqualTo(
            "{\"what\":\"x\",\"size\":1000,\"ours\":30.0,\"reference\":60.0,\"unit\":\"ms\","
                + "\"ratio\":0.5,\"goal\":0.4,\"met\":false}");
    assertThat(rows.get(1).has("goal")).isFalse();
    assertThat(result.missed()).isTrue();
    assertThat(result.table()).hasSize(3);
    assertThat(result.table().get(1)).contains("1000", "30.000", "60.000", "0.50", "≤ 0.4 MISSED");
  }

  @Test
  void theFirstSyncIsReadFromTheMetrics() {
    String none = "kubeproxy_sync_proxy_rules_duration_seconds_count{ip_family=\"IPv4\"} 0\n";
    String one =
        """
        # TYPE kubeproxy_sync_proxy_rules_duration_seconds histogram
        kubeproxy_sync_proxy_rules_duration_seconds_sum{ip_family="IPv6"} 9
        kubeproxy_sync_proxy_rules_duration_seconds_sum{ip_family="IPv4"} 0.56
        kubeproxy_sync_proxy_rules_duration_seconds_count{ip_family="IPv4"} 1
        """;
    assertThat(FirstSync.parse("")).isEmpty();
    assertThat(FirstSync.parse(none)).isEmpty();
    assertThat(FirstSync.parse(one)).hasValue(0.56);
    assertThatExceptionOfType(ClusterFailed.class)
        .isThrownBy(() -> FirstSync.parse(one.replace("} 1", "} 2")));
  }

  @Test
  void aModeHasItsOwnGoalAndWhatItDoesNotMeasureIsLeftOut() {
    Samples<Quantity> changes = new Samples<>();
    changes.add(Quantity.ENDPOINT_CHANGE, 3);

    List<Row> rows =
        Rows.of(
            Map.of(1_000, new Pair(changes, changes)), quantity -> Optional.of(Goal.atMost(1.0)));

    assertThat(rows)
        .extracting(Row::what)
        .containsExactly("one endpoint changed, p50", "one endpoint changed, p99");
    assertThat(rows.getFirst().goal()).contains(Goal.atMost(1.0));
  }

  @Test
  void whatSyncsTookIsTheDifferenceOfTwoLooks() {
    SyncTimes before = new SyncTimes(2, 4.0);
    SyncTimes after =
        SyncTimes.parse(
            """
            kubeproxy_sync_proxy_rules_duration_seconds_sum{ip_family="IPv4"} 5.5
            kubeproxy_sync_proxy_rules_duration_seconds_count{ip_family="IPv4"} 5
            """);

    assertThat(before.mean()).isEqualTo(2);
    assertThat(after.meanSince(before)).isEqualTo(0.5);
    assertThat(SyncTimes.parse("")).isEqualTo(new SyncTimes(0, 0));
  }

  private boolean noGoal(Row row) {
    return row.goal().isEmpty();
  }

  private static Row row(double own, double reference, Optional<Goal> goal) {
    return new Row("x", 1_000, own, reference, "ms", goal);
  }

  private static Samples<Quantity> samples(double... values) {
    Samples<Quantity> samples = new Samples<>();
    for (double value : values) {
      samples.add(Quantity.START, value);
    }
    return samples;
  }

  private static Samples<Quantity> all(double value) {
    Samples<Quantity> samples = new Samples<>();
    for (Quantity quantity : Quantity.values()) {
      samples.add(quantity, value);
    }
    return samples;
  }
}
