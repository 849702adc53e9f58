package dev.servicelab.labs.traffic;

/** What becomes of the first packet of a TCP connection. */
public enum Knock {
  /** Somebody accepted the connection. */
  OPEN,
  /** Somebody answered that nobody is there: an RST, or an ICMP message. */
  REFUSED,
  /** Nobody said anything; a packet sent again after a second was not answered either. */
  SILENCE
}
