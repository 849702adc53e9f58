package dev.servicelab.labs.bench;

import java.util.Locale;

/**
 * What a value must be to be good enough.
 *
 * @param kind of what the limit is one, and on which side of it is good
 * @param limit included
 */
public record Goal(Kind kind, double limit) {

  /** Of what a limit is one. */
  public enum Kind {
    /** Ours divided by the reference's is this or less. */
    RATIO_AT_MOST("≤"),
    /** Ours divided by the reference's is this or more. */
    RATIO_AT_LEAST("≥"),
    /** Ours is this or less, in the line's unit. */
    VALUE_AT_MOST("≤");

    private final String sign;

    Kind(String sign) {
      this.sign = sign;
    }
  }

  /** Ours may be so much of the reference's. */
  public static Goal atMost(double ratio) {
    return new Goal(Kind.RATIO_AT_MOST, ratio);
  }

  /** Ours must be so much of the reference's. */
  public static Goal atLeast(double ratio) {
    return new Goal(Kind.RATIO_AT_LEAST, ratio);
  }

  /** Ours may be so much. */
  public static Goal value(double most) {
    return new Goal(Kind.VALUE_AT_MOST, most);
  }

  /** Whether it is missed. */
  boolean missed(double ratio, double own) {
    return switch (kind) {
      case RATIO_AT_MOST -> ratio > limit;
      case RATIO_AT_LEAST -> ratio < limit;
      case VALUE_AT_MOST -> own > limit;
    };
  }

  /** {@code ≤ 0.8}; with the unit if it is not about the ratio. */
  String words(String unit) {
    String number = String.format(Locale.ROOT, "%s %s", kind.sign, limit);
    return kind == Kind.VALUE_AT_MOST ? number + " " + unit : number;
  }
}
