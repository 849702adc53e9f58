package dev.servicelab.labs.arena;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class UsageTest {

  @Test
  void memoryAndTimesAreReadAlsoBehindANameWithSpaces() {
    Usage usage =
        Usage.parse(
            """
            Name:\tkube-proxy
            VmHWM:\t   90000 kB
            VmRSS:\t   84000 kB
            37 (kube (proxy) x) S 1 37 37 0 -1 4194560 9 8 7 6 150 50 25 75 20 0 9 0 1000 0 0
            """);

    assertThat(usage.residentBytes()).isEqualTo(84_000L * 1024);
    assertThat(usage.cpuSeconds()).isEqualTo(3.0);
  }

  @Test
  void whatIsNotOfProcIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> Usage.parse("cat: no such file"));
  }
}
