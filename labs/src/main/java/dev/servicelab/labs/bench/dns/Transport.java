package dev.servicelab.labs.bench.dns;

/** How queries travel. */
enum Transport {
  /** A packet each. */
  UDP("udp"),
  /** Many on a connection, without waiting for the answer to the one before. */
  TCP("tcp");

  private final String mode;

  Transport(String mode) {
    this.mode = mode;
  }

  /** As dnsperf names it. */
  String mode() {
    return mode;
  }
}
