package dev.servicelab.proxy;

/** One line per log record on stderr: {@code 12:00:00.123 INFO message}. */
final class ConsoleLog {
  private ConsoleLog() {}

  /** Must come before the first log record. */
  static void configure() {
    System.setProperty("java.util.logging.SimpleFormatter.format", "%1$tT.%1$tL %4$s %5$s%6$s%n");
  }
}
