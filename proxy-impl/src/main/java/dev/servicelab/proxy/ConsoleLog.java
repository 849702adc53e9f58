package dev.servicelab.proxy;

import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;

/** One line per log record on stderr: {@code 12:00:00.123 INFO message}. */
final class ConsoleLog {
  private ConsoleLog() {}

  /** Must come before the first log record. */
  static void configure() {
    System.setProperty("java.util.logging.SimpleFormatter.format", "%1$tT.%1$tL %4$s %5$s%6$s%n");
  }

  /** From 4 on, what is of use for debugging only is logged too. */
  static void verbosity(int verbosity) {
    if (verbosity >= 4) {
      Own.LOGGER.setLevel(Level.FINE);
      for (Handler handler : Logger.getLogger("").getHandlers()) {
        handler.setLevel(Level.FINE);
      }
    }
  }

  /** Held, because a logger nobody holds forgets its level. */
  private static final class Own {
    private static final Logger LOGGER = Logger.getLogger("dev.servicelab");
  }
}
