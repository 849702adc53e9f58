package dev.servicelab.proxy.trace;

/** What becomes of a packet. */
public sealed interface Fate {

  /** It goes on to this place, translated or not. */
  record Delivered(String ip, int port) implements Fate {}

  /** It is refused, with an answer to the client. */
  record Rejected() implements Fate {}

  /** It is dropped, without a word. */
  record Dropped() implements Fate {}
}
