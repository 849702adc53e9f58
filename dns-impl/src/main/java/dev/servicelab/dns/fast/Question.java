package dev.servicelab.dns.fast;

import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The question of the packet last read: one object for each thread, read into again and again. Only
 * what nearly all clients send is read: one question of class IN, at most an OPT record without
 * options.
 */
public final class Question {

  /** Bytes before the question (RFC 1035 §4.1.1). */
  static final int HEADER = 12;

  private static final int MOST_NAME = 255;
  private static final int MOST_LABEL = 63;
  private static final int CLASS_IN = 1;
  private static final int TYPE_OPT = 41;
  private static final int TYPE_DS = 43;
  private static final int FIRST_META_TYPE = 128;
  private static final int OPT_LENGTH = 11;
  private static final int PLAIN_UDP_SIZE = 512;
  private static final int TCP_SIZE = 65535;

  /** Another one in each process, so that nobody can make names that all fall into one place. */
  private static final long MULTIPLIER = ThreadLocalRandom.current().nextLong() | 1;

  private final byte[] name = new byte[MOST_NAME];
  private final int[] labels = new int[MOST_NAME / 2 + 1];
  private final int thread;
  private byte[] packet = name;
  private int packetLength;
  private int nameLength;
  private int labelCount;
  private long hash;
  private int type;
  private int limit;
  private boolean tcp;
  private boolean ipv6;
  private boolean edns;
  private boolean dnssecOk;

  /**
   * A reader for one thread.
   *
   * @param thread its number, see {@link FastPath}
   */
  Question(int thread) {
    this.thread = thread;
  }

  /**
   * Reads a packet; it must stay as it is until the reply is written.
   *
   * @param bytes holds the packet
   * @param length the packet's length
   * @param overTcp whether it came over TCP, which bounds the reply's size
   * @param overIpv6 whether the client's address is an IPv6 one
   * @return whether it is of the ordinary kind; if not, nothing may be asked of this object
   */
  boolean read(byte[] bytes, int length, boolean overTcp, boolean overIpv6) {
    packet = bytes;
    packetLength = length;
    tcp = overTcp;
    ipv6 = overIpv6;
    return isPlainHeader() && readName() && readType() && readOpt();
  }

  /** The type asked for, never one that stands for several or belongs to the parent zone. */
  public int type() {
    return type;
  }

  /** The number of the thread that answers it, below {@link FastPath#MOST_THREADS}. */
  public int thread() {
    return thread;
  }

  /** Whether it came over TCP. */
  public boolean overTcp() {
    return tcp;
  }

  /** Whether the client's address is an IPv6 one. */
  public boolean overIpv6() {
    return ipv6;
  }

  /** Whether the sender wants DNSSEC records (RFC 3225). */
  public boolean dnssecOk() {
    return dnssecOk;
  }

  /** CD (RFC 4035 §3.2.2). */
  public boolean checkingDisabled() {
    return (packet[3] & 0x10) != 0;
  }

  /** AD: the sender wants to know whether the answer was validated (RFC 6840 §5.7). */
  public boolean authenticData() {
    return (packet[3] & 0x20) != 0;
  }

  /** The query's length in bytes. */
  public int size() {
    return packetLength;
  }

  boolean edns() {
    return edns;
  }

  /** The longest reply the sender takes, in bytes. */
  int limit() {
    return limit;
  }

  byte[] packet() {
    return packet;
  }

  /** Where the question ends in the packet, and in the reply too. */
  int end() {
    return HEADER + nameLength + 4;
  }

  int nameLength() {
    return nameLength;
  }

  int hash() {
    return fold(hash);
  }

  /** The name in lower case, as bytes (RFC 1035 §3.1). */
  byte[] lowerCaseName() {
    return Arrays.copyOf(name, nameLength);
  }

  boolean isNamed(byte[] lowerCase) {
    return Arrays.equals(name, 0, nameLength, lowerCase, 0, lowerCase.length);
  }

  /** Whether the name is this one or below it. */
  boolean isUnder(WireName zone) {
    int first = labelCount - zone.labels();
    return first >= 0
        && nameLength - labels[first] == zone.bytes().length
        && Arrays.equals(name, labels[first], nameLength, zone.bytes(), 0, zone.bytes().length);
  }

  /** The number that {@link #hash} gives for a packet that asks for this name. */
  static int hashOf(byte[] lowerCase) {
    long hash = 0;
    for (byte next : lowerCase) {
      hash = mix(hash, next);
    }
    return fold(hash);
  }

  private static long mix(long hash, byte next) {
    return (hash ^ next) * MULTIPLIER;
  }

  private static int fold(long hash) {
    return (int) (hash >>> 32);
  }

  /** A standard query with one question and at most one more record, the OPT. */
  private boolean isPlainHeader() {
    boolean flags =
        packetLength > HEADER && (packet[2] & 0xfe) == 0 && (packet[3] & ~0x30 & 0xff) == 0;
    return flags && u16(4) == 1 && u16(6) == 0 && u16(8) == 0 && u16(10) <= 1;
  }

  private boolean readName() {
    int at = 0;
    long mixed = 0;
    labelCount = 0;
    while (true) {
      int length = HEADER + at < packetLength ? packet[HEADER + at] : -1;
      // A name ends, with its class and type, inside the packet. Pointers and broken lengths are
      // negative or above 63.
      if (length < 0 || length > MOST_LABEL || at + length + 1 > MOST_NAME) {
        return false;
      }
      if (HEADER + at + length + 5 > packetLength) {
        return false;
      }
      labels[labelCount] = at;
      for (int end = at + length + 1; at < end; at++) {
        name[at] = WireName.lowerCase(packet[HEADER + at]);
        mixed = mix(mixed, name[at]);
      }
      if (length == 0) {
        break;
      }
      labelCount++;
    }
    hash = mixed;
    nameLength = at;
    return true;
  }

  private boolean readType() {
    int at = HEADER + nameLength;
    type = u16(at);
    // DS belongs to the zone above; types from 128 are transfers and "any", but for a few like CAA.
    boolean plain = type != TYPE_OPT && type != TYPE_DS && (type < FIRST_META_TYPE || type > 255);
    return plain && u16(at + 2) == CLASS_IN;
  }

  private boolean readOpt() {
    edns = u16(10) == 1;
    int at = end();
    if (!edns) {
      dnssecOk = false;
      limit = tcp ? TCP_SIZE : PLAIN_UDP_SIZE;
      return at == packetLength;
    }
    if (at + OPT_LENGTH != packetLength || packet[at] != 0 || u16(at + 1) != TYPE_OPT) {
      return false;
    }
    limit = tcp ? TCP_SIZE : Math.max(PLAIN_UDP_SIZE, u16(at + 3));
    dnssecOk = (packet[at + 7] & 0x80) != 0;
    // No extended code, version 0, no options.
    return u16(at + 5) == 0 && u16(at + 9) == 0;
  }

  private int u16(int at) {
    return ((packet[at] & 0xff) << 8) | (packet[at + 1] & 0xff);
  }
}
