package dev.servicelab.labs.traffic;

/** How many requests tell something about a choice that is made at random. */
public final class Sample {

  /** The probability that a correct proxy fails one sample by bad luck. */
  public static final double ERROR_RATE = 1e-9;

  private static final int SMALLEST = 10;

  private Sample() {}

  /**
   * How many requests it takes to meet every one of n backends. When each is chosen with
   * probability 1/n, one of them is missed by k requests with probability ((n-1)/n)^k, and any of
   * them with at most n times that. The k returned keeps this below {@link #ERROR_RATE}; it is 31
   * for two backends and 54 for three.
   */
  public static int toMeetAll(int backends) {
    if (backends < 2) {
      return SMALLEST;
    }
    double n = backends;
    return (int) Math.ceil(Math.log(ERROR_RATE / n) / Math.log((n - 1) / n));
  }
}
