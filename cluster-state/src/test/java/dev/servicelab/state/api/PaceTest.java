package dev.servicelab.state.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** How long requests wait for their turn. */
class PaceTest {
  private static final long SECOND = 1_000_000_000;

  private final long start = System.nanoTime() + SECOND;

  @Test
  void aBurstIsFreeAndTheNextOnesComeAtTheRate() {
    Pace pace = Pace.of(2, 3);

    assertThat(pace.reserve(start)).isZero();
    assertThat(pace.reserve(start)).isZero();
    assertThat(pace.reserve(start)).isZero();
    assertThat(pace.reserve(start)).isEqualTo(SECOND / 2);
    assertThat(pace.reserve(start)).isEqualTo(SECOND);
  }

  @Test
  void aPauseFillsTheBucketAgainButNotBeyondItsSize() {
    Pace pace = Pace.of(2, 1);

    assertThat(pace.reserve(start)).isZero();
    assertThat(pace.reserve(start + 60 * SECOND)).isZero();
    assertThat(pace.reserve(start + 60 * SECOND)).isEqualTo(SECOND / 2);
  }

  @Test
  void withoutALimitNobodyWaits() {
    for (int i = 0; i < 1_000; i++) {
      assertThat(Pace.ANY.reserve(start)).isZero();
    }
  }
}
