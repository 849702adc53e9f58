package dev.servicelab.dns.wire;

import java.nio.ByteBuffer;
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

  boolean isQuery() {
    return opcode() == Opcode.QUERY;
  }

  int questions() {
    return ((packet[4] & 0xff) << 8) | (packet[5] & 0xff);
  }

  /** A reply of only a header: the same number, opcode and RD, this code, no record. */
  ByteBuffer rejection(int rcode) {
    byte[] reply = new byte[LENGTH];
    reply[0] = packet[0];
    reply[1] = packet[1];
    reply[2] = (byte) (0x80 | (packet[2] & 0x79));
    reply[3] = (byte) rcode;
    return ByteBuffer.wrap(reply);
  }

  private int opcode() {
    return (packet[2] >> 3) & 0xf;
  }
}
