package dev.servicelab.dns.wire;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.xbill.DNS.Opcode;

/**
 * The twelve bytes every message starts with (RFC 1035 §4.1.1), read without trusting what follows.
 */
final class RawHeader {

  static final int LENGTH = 12;

  private final byte[] packet;

  RawHeader(byte[] packet) {
    this.packet = packet;
  }

  boolean isReply() {
    return (packet[2] & 0x80) != 0;
  }

  /** Whether it asks something; a NOTIFY's question is answered like any other, as in CoreDNS. */
  boolean isQuestion() {
    return opcode() == Opcode.QUERY || opcode() == Opcode.NOTIFY;
  }

  int id() {
    return number(0);
  }

  boolean isTruncated() {
    return (packet[2] & 0x02) != 0;
  }

  /**
   * Whether it counts what one question can have with it, as CoreDNS's library does: an answer (a
   * NOTIFY's SOA, RFC 1996 §3.7), an authority (the version that a secondary has, RFC 1995 §3), and
   * two additional records (EDNS and a signature).
   */
  boolean countsOneQuestion() {
    return number(4) == 1 && number(6) <= 1 && number(8) <= 1 && number(10) <= 2;
  }

  /** A reply of only a header: the same number, opcode, RD and CD, this code, no record. */
  ByteBuffer rejection(int rcode) {
    byte[] reply = new byte[LENGTH];
    reply[0] = packet[0];
    reply[1] = packet[1];
    reply[2] = (byte) (0x80 | (packet[2] & 0x79));
    reply[3] = (byte) ((packet[3] & 0x10) | rcode);
    return ByteBuffer.wrap(reply);
  }

  /** The same message as if no record followed the question. */
  byte[] withQuestionOnly() {
    byte[] shortened = packet.clone();
    Arrays.fill(shortened, 6, LENGTH, (byte) 0);
    return shortened;
  }

  private int number(int at) {
    return ((packet[at] & 0xff) << 8) | (packet[at + 1] & 0xff);
  }

  private int opcode() {
    return (packet[2] >> 3) & 0xf;
  }
}
