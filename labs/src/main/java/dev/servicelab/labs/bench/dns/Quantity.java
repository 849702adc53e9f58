package dev.servicelab.labs.bench.dns;

/** What is measured of a cluster DNS. */
sealed interface Quantity {

  /** From the first instruction of the program to its first right answer, in seconds. */
  record Start() implements Quantity {}

  /** VmRSS of the process under load, in megabytes. */
  record Memory() implements Quantity {}

  /** Queries answered in a second, when there are always more. */
  record Rate(Kind kind, Transport transport) implements Quantity {}

  /** In milliseconds, within which so many of a hundred answers came at the kind's load. */
  record Latency(Kind kind, Transport transport, int percent) implements Quantity {}

  /** Packets that a plain echo sends back in a second. */
  record EchoRate() implements Quantity {}
}
