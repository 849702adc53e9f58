package dev.servicelab.labs.equal.dns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.servicelab.labs.machine.Progress;
import org.junit.jupiter.api.Test;

/** {@code lab equal dns}: the table, without made-up questions. */
class DnsEqualityIT {
  private static final int MADE_UP = 0;

  @Test
  void coreDnsAnswersTheSame() {
    DnsEqualityResult result = new DnsEquality(MADE_UP, 1).run(Progress.stderr());

    assertThat(result.queries()).isGreaterThan(400);
    assertThat(result.unexpected()).isEmpty();
  }
}
