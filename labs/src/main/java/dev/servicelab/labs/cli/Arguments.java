package dev.servicelab.labs.cli;

import dev.servicelab.labs.cluster.Mode;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Values that picocli cannot check by itself. */
final class Arguments {
  private Arguments() {}

  /** The value, or an error of the command line if making it throws IllegalArgumentException. */
  static <T> T checked(@Nullable CommandSpec command, Supplier<T> value) {
    try {
      return value.get();
    } catch (IllegalArgumentException e) {
      throw bad(command, String.valueOf(e.getMessage()));
    }
  }

  /** What can be compared: the proxy, and the DNS. */
  enum Compared {
    PROXY,
    DNS
  }

  /** Reads what is to be compared. */
  static Compared compared(@Nullable CommandSpec command, String verb, @Nullable String what) {
    for (Compared one : Compared.values()) {
      if (one.name().toLowerCase(Locale.ROOT).equals(what)) {
        return one;
      }
    }
    throw bad(
        command,
        (what == null ? "what?" : "cannot %s '%s';".formatted(verb, what))
            + " there are: proxy, dns");
  }

  /** Reads the mode in which the proxies are compared; the DNS has none. */
  static Mode mode(@Nullable CommandSpec command, Compared compared, String word) {
    Mode mode = checked(command, () -> Mode.of(word));
    if (compared == Compared.DNS && mode != Mode.IPTABLES) {
      throw bad(command, "--mode is the proxy's; the DNS has none");
    }
    return mode;
  }

  /** An error of the command line: one line on standard error, exit code 2. */
  static ParameterException bad(@Nullable CommandSpec command, String message) {
    return new ParameterException(Objects.requireNonNull(command).commandLine(), message);
  }
}
