package dev.servicelab.state.json;

import dev.servicelab.state.Protocol;

/** Field {@code protocol} of Service and endpoint ports. */
final class Transport {
  private Transport() {}

  /** The API's default is TCP. */
  static Protocol of(String name) {
    return switch (name) {
      case "UDP" -> Protocol.UDP;
      case "SCTP" -> Protocol.SCTP;
      default -> Protocol.TCP;
    };
  }
}
