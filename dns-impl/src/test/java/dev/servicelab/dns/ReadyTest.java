package dev.servicelab.dns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.servicelab.dns.chain.ServerProcess;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page of the readiness probe while plugins become able to answer, and unable again. */
class ReadyTest {

  @ParameterizedTest
  @CsvSource({
    "'', 'kubernetes', OK",
    "monitor until-ready, 'kubernetes', OK",
    "monitor continuously, 'forward,kubernetes', 'forward'"
  })
  void whoWasReadyOnceCountsAsReadyUnlessItIsWatched(
      String option, String whileForwardFails, String whenOnlyForwardFails) {
    TestProcess process = new TestProcess(Optional.empty());
    ChainUnderTest dns = ChainUnderTest.of(". {\n ready {\n" + option + "\n}\n}", process);

    process.unready(List.of(ServerProcess.STARTING));
    assertThat(dns.page("/ready")).isEqualTo("server");
    process.unready(List.of("kubernetes"));
    assertThat(dns.page("/ready")).isEqualTo("kubernetes");
    process.unready(List.of("kubernetes", "forward"));
    assertThat(dns.page("/ready")).isEqualTo(whileForwardFails);
    process.unready(List.of("forward"));
    assertThat(dns.page("/ready")).isEqualTo(whenOnlyForwardFails);
    process.unready(List.of());
    assertThat(dns.page("/ready")).isEqualTo("OK");
  }
}
