package dev.servicelab.labs.kernel;

import java.util.Collection;

/**
 * Pearson's chi-square test: how likely is it that counts differ at least this much from equal
 * shares, if each of the things counted falls into each cell with the same probability?
 *
 * @param statistic the sum of (count - expected)² / expected over all cells
 * @param degreesOfFreedom cells - 1; an even number, see {@link #probability()}
 */
public record ChiSquare(double statistic, int degreesOfFreedom) {

  /**
   * The test of these counts.
   *
   * @param counts how many fell into each cell, also where it was none; an odd number of cells
   */
  public static ChiSquare ofEqualShares(Collection<? extends Number> counts) {
    double expected = counts.stream().mapToDouble(Number::doubleValue).sum() / counts.size();
    double statistic =
        counts.stream()
            .mapToDouble(count -> Math.pow(count.doubleValue() - expected, 2) / expected)
            .sum();
    return new ChiSquare(statistic, counts.size() - 1);
  }

  /** Refuses what it could not compute. */
  public ChiSquare {
    if (degreesOfFreedom < 2 || degreesOfFreedom % 2 != 0) {
      throw new IllegalArgumentException("degrees of freedom: " + degreesOfFreedom);
    }
  }

  /**
   * The probability of a statistic as large as this or larger. For an even number 2m of degrees of
   * freedom it is a finite sum, e^(-x/2) Σ (x/2)^k / k! for k from 0 to m-1: the probability that a
   * Poisson process of mean x/2 has fewer than m events.
   */
  public double probability() {
    double half = statistic / 2;
    double term = 1;
    double sum = 1;
    for (int k = 1; k < degreesOfFreedom / 2; k++) {
      term *= half / k;
      sum += term;
    }
    return Math.exp(-half) * sum;
  }
}
