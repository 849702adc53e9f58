package dev.servicelab.labs.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SpreadTest {
  @Test
  void quantilesAreMeasuredValues() {
    List<Double> hundred = IntStream.rangeClosed(1, 100).mapToObj(i -> 101.0 - i).toList();

    assertThat(Spread.of(hundred)).isEqualTo(new Spread(100, 1, 50, 99, 100));
    assertThat(Spread.of(List.of(3.0, 1.0, 2.0))).isEqualTo(new Spread(3, 1, 2, 3, 3));
    assertThat(Spread.of(List.of(4.0))).isEqualTo(new Spread(1, 4, 4, 4, 4));
  }
}
