package dev.servicelab.labs.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The test of shares, against published quantiles and choices that are known to be wrong. */
class ChiSquareTest {

  /** Upper quantiles as printed tables of the distribution have them. */
  @ParameterizedTest
  @CsvSource({"5.991, 2, 0.05", "9.210, 2, 0.01", "15.507, 8, 0.05", "20.090, 8, 0.01", "0, 4, 1"})
  void agreesWithPrintedTables(double statistic, int degrees, double probability) {
    assertThat(new ChiSquare(statistic, degrees).probability())
        .isCloseTo(probability, within(probability / 100));
  }

  @Test
  void equalSharesAreNoSurprise() {
    ChiSquare test = ChiSquare.ofEqualShares(List.of(200, 200, 200));
    assertThat(test).isEqualTo(new ChiSquare(0, 2));
    assertThat(test.probability()).isEqualTo(1);
  }

  /** A third, then half of all, then the rest: what the article reads. */
  @Test
  void theArticlesReadingWouldBeNoticed() {
    assertThat(ChiSquare.ofEqualShares(List.of(200, 300, 100)).probability()).isLessThan(1e-6);
  }

  /** Of nine pairs only three occur. */
  @Test
  void takingTurnsWouldBeNoticed() {
    List<Integer> pairs = List.of(0, 100, 0, 0, 0, 100, 100, 0, 0);
    assertThat(ChiSquare.ofEqualShares(pairs).probability()).isLessThan(1e-6);
  }

  @Test
  void anOddNumberOfDegreesIsRefused() {
    assertThatThrownBy(() -> ChiSquare.ofEqualShares(List.of(1, 1)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
