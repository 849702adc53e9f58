package dev.servicelab.proxy;

import java.util.logging.Level;
import java.util.logging.Logger;

/** One line per log record on stderr: {@code 12:00:00.123 INFO message}. */
final class ConsoleLog {
  /** Held, because a logger nobody holds forgets its level. */
  private static final Logger CLIENT = Logger.getLogger("io.fabric8.kubernetes.client");

  private ConsoleLog() {}

  /** Must come before the first log record. */
  static void configure() {
    System.setProperty("java.util.logging.SimpleFormatter.format", "%1$tT.%1$tL %4$s %5$s%6$s%n");
    // The client prints stack traces for an API server that is away; our own log has one line.
    CLIENT.setLevel(Level.OFF);
  }
}
