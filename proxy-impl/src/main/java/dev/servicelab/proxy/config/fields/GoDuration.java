package dev.servicelab.proxy.config.fields;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as Kubernetes' configuration files write them: {@code 30s}, {@code 1m30s}. */
final class GoDuration {
  private static final Pattern PART = Pattern.compile("(\\d+(?:\\.\\d+)?)(ns|us|µs|ms|s|m|h)");

  private GoDuration() {}

  /**
   * Reads one.
   *
   * @throws IllegalArgumentException if it is none
   */
  static Duration parse(String text) {
    Matcher parts = PART.matcher(text);
    Duration sum = Duration.ZERO;
    int end = 0;
    while (parts.find() && parts.start() == end) {
      sum = sum.plusNanos(nanos(parts.group(1), parts.group(2)));
      end = parts.end();
    }
    if (end == text.length() && end > 0) {
      return sum;
    }
    if (text.equals("0")) {
      return Duration.ZERO;
    }
    throw new IllegalArgumentException("is no duration such as 30s or 1m30s");
  }

  private static long nanos(String number, String unit) {
    long factor =
        switch (unit) {
          case "ns" -> 1L;
          case "ms" -> 1_000_000L;
          case "s" -> 1_000_000_000L;
          case "m" -> 60_000_000_000L;
          case "h" -> 3_600_000_000_000L;
          default -> 1_000L;
        };
    return new BigDecimal(number).multiply(BigDecimal.valueOf(factor)).longValue();
  }
}
