package dev.servicelab.dns.wire;

import dev.servicelab.dns.chain.Query;
import java.nio.ByteBuffer;

/** What a packet turned out to be. */
public sealed interface Decoded {

  /** A question to be answered. */
  record Asked(Query query) implements Decoded {}

  /**
   * No question, but its sender gets to know why.
   *
   * @param reply the whole reply
   */
  record Rejected(ByteBuffer reply) implements Decoded {}

  /**
   * Nothing that may be answered: too short for a header, or itself a reply (answering could go on
   * for ever).
   */
  record Ignored() implements Decoded {}
}
