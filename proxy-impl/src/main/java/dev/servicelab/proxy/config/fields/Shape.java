package dev.servicelab.proxy.config.fields;

import dev.servicelab.proxy.net.Cidr;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What a field may hold.
 *
 * @param label how help and documentation call it
 * @param form how it is written
 * @param reader reads what was given; throws {@link dev.servicelab.state.StateException}
 * @param unset texts that mean the same as nothing
 */
public record Shape<T>(String label, Form form, Function<Given, T> reader, Set<String> unset) {
  private static final Set<String> EMPTY = Set.of("");

  static final Shape<String> TEXT = text("TEXT", Function.identity());
  static final Shape<Boolean> SWITCH = plain("BOOL", Shape::bool, EMPTY);

  /** Zero is a value of its own: it mostly means "leave as it is". */
  static final Shape<Duration> DURATION = plain("DURATION", GoDuration::parse, EMPTY);

  /** Zero means the default. */
  static final Shape<Duration> PERIOD = plain("DURATION", GoDuration::parse, Set.of("", "0", "0s"));

  static final Shape<Double> RATE = plain("NUMBER", Shape::rate, Set.of("", "0"));
  static final Shape<Optional<InetAddress>> ADDRESS = text("IP", Shape::address);
  static final Shape<List<Cidr>> CIDRS = list("CIDR,...", Cidr::parse);
  static final Shape<List<String>> ENTRIES =
      new Shape<>("NAME=VALUE,...", Form.MAPPING, Given::entries, EMPTY);

  /** Nobody reads it. */
  static final Shape<Boolean> ANYTHING = new Shape<>("TEXT", Form.ANYTHING, given -> true, EMPTY);

  /**
   * Whether a value may be given.
   *
   * @throws dev.servicelab.state.StateException if not
   */
  void check(Given given) {
    var _ = reader.apply(given);
  }

  /** A text of some grammar. */
  static <T> Shape<T> text(String label, Function<String, T> parser) {
    return new Shape<>(label, Form.TEXT, given -> given.parsed(parser), EMPTY);
  }

  /** A list of such texts. */
  static <T> Shape<List<T>> list(String label, Function<String, T> parser) {
    return new Shape<>(label, Form.LIST, given -> given.all(parser), EMPTY);
  }

  /** A whole number in {@code least..most}. */
  static Shape<Integer> number(int least, int most) {
    return plain("NUMBER", text -> number(text, least, most), EMPTY);
  }

  /** Where to listen. */
  static Shape<InetSocketAddress> listener(int defaultPort) {
    return text("IP:PORT", text -> HostPort.parse(text, defaultPort));
  }

  private static <T> Shape<T> plain(String label, Function<String, T> parser, Set<String> unset) {
    return new Shape<>(label, Form.PLAIN, given -> given.parsed(parser), unset);
  }

  private static boolean bool(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException("must be true or false");
    };
  }

  private static int number(String text, int least, int most) {
    try {
      int value = Integer.parseInt(text);
      if (value >= least && value <= most) {
        return value;
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("must be a whole number", e);
    }
    String bound = most == Integer.MAX_VALUE ? least + " or more" : least + ".." + most;
    throw new IllegalArgumentException("must be " + bound);
  }

  private static double rate(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("must be a number", e);
    }
  }

  private static Optional<InetAddress> address(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(HostPort.literal(text));
  }
}
