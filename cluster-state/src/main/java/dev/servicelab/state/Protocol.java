package dev.servicelab.state;

/** A transport protocol of a Service or endpoint port. */
public enum Protocol {
  TCP,
  UDP,
  SCTP;

  /**
   * The name as netfilter's tools and DNS labels spell it: {@code tcp}, {@code udp}, {@code sctp}.
   */
  public String lowerCase() {
    return switch (this) {
      case TCP -> "tcp";
      case UDP -> "udp";
      case SCTP -> "sctp";
    };
  }
}
