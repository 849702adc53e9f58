package dev.servicelab.dns.corefile;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the arguments that many plugins share, with the directive's place in every failure. */
public final class Values {

  private static final Pattern DURATION_PART =
      Pattern.compile("(\\d+(?:\\.\\d+)?)(h|ms|m|s|us|µs|ns)");
  private static final Pattern BARE_NUMBER = Pattern.compile("\\d+");

  private Values() {}

  /**
   * A length of time in Go's spelling: {@code 5s}, {@code 1m30s}, {@code 250ms}.
   *
   * @throws CorefileException if it is not one
   */
  public static Duration duration(Directive at, String text) {
    Matcher part = DURATION_PART.matcher(text);
    Duration sum = Duration.ZERO;
    int end = 0;
    while (part.find() && part.start() == end) {
      sum = sum.plusNanos(Math.round(Double.parseDouble(part.group(1)) * nanos(part.group(2))));
      end = part.end();
    }
    if (end != text.length() || end == 0) {
      throw at.error("'" + text + "' is not a duration (examples: 5s, 1m30s)");
    }
    return sum;
  }

  /**
   * The length of time that is a directive's only argument; CoreDNS's {@code reload 0} needs no
   * unit.
   *
   * @throws CorefileException if it is none, or there is not exactly one argument
   */
  public static Duration interval(Directive at) {
    String text = at.onlyArgument();
    return text.equals("0") ? Duration.ZERO : duration(at, text);
  }

  /**
   * The length of time that is a directive's only argument; a number without a unit means seconds.
   *
   * @throws CorefileException if it is none, or there is not exactly one argument
   */
  public static Duration seconds(Directive at) {
    String text = at.onlyArgument();
    return duration(at, BARE_NUMBER.matcher(text).matches() ? text + "s" : text);
  }

  /**
   * A whole number within bounds.
   *
   * @throws CorefileException if it is not one
   */
  public static int number(Directive at, String text, int least, int most) {
    try {
      int value = Integer.parseInt(text);
      if (value >= least && value <= most) {
        return value;
      }
    } catch (NumberFormatException e) {
      // falls through to the one message for every bad number
    }
    throw at.error("'" + text + "' is not a number from " + least + " to " + most);
  }

  private static double nanos(String unit) {
    return switch (unit) {
      case "h" -> 3_600e9;
      case "m" -> 60e9;
      case "s" -> 1e9;
      case "ms" -> 1e6;
      case "ns" -> 1;
      default -> 1e3;
    };
  }
}
