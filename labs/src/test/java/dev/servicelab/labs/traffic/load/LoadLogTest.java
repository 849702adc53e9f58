package dev.servicelab.labs.traffic.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the clients of the steady load write. */
class LoadLogTest {

  private static final String LOG =
      """
      2026-01-01T10:00:00.0Z ok
      2026-01-01T10:00:01.0Z again ;; communications error
      2026-01-01T10:00:03.5Z ok
      2026-01-01T10:00:04.0Z lost curl 28 timed out
      2026-01-01T10:00:04.2Z ok
      2026-01-01T10:00:0\
      """;

  @Test
  void countsWhatBecameOfTheRequests() {
    LoadLog log = LoadLog.parse("node1", "requests", LOG);
    assertThat(log.count(LoadLog.Outcome.OK)).isEqualTo(3);
    assertThat(log.count(LoadLog.Outcome.AGAIN)).isEqualTo(1);
    assertThat(log.losses())
        .containsExactly("2026-01-01T10:00:04Z requests on node1: curl 28 timed out");
    assertThat(log.longestGap()).isEqualTo(Duration.ofMillis(3500));
    assertThat(log.answered(Instant.parse("2026-01-01T10:00:01Z"), Instant.MAX)).isEqualTo(2);
  }

  @Test
  void tellsWhoHadTheFewestAnswers() {
    LoadLog busy = LoadLog.parse("node1", "requests", LOG);
    LoadLog idle = LoadLog.parse("node2", "lookups", "");
    assertThat(Load.fewestAnswered(List.of(busy), Instant.EPOCH, Instant.MAX)).isEqualTo(3);
    assertThat(Load.fewestAnswered(List.of(busy, idle), Instant.EPOCH, Instant.MAX)).isZero();
    assertThat(Load.table(List.of(busy))).contains("requests  node1         4         3        1");
  }

  @Test
  void refusesWhatIsNoLineOfTheLoad() {
    assertThatThrownBy(() -> LoadLog.parse("node1", "requests", "2026-01-01T10:00:00Z bash: no\n"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("bash: no");
  }
}
