package dev.servicelab.labs.probe;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * What nf_tables holds at this moment, asked in a few microseconds and without the cache that
 * {@code nft} and {@code iptables-save} read first. Numbers are those of linux/netlink.h and
 * linux/netfilter/nf_tables.h. A transaction is seen when it is committed, and then as a whole.
 */
final class NetfilterTables {
  private static final int SUBSYSTEM = 10 << 8;
  private static final int GET_CHAIN = SUBSYSTEM | 4;
  private static final int NEW_CHAIN = SUBSYSTEM | 3;
  private static final int GET_RULE = SUBSYSTEM | 7;
  private static final int NEW_RULE = SUBSYSTEM | 6;
  private static final int GET_GENERATION = SUBSYSTEM | 16;
  private static final int NEW_GENERATION = SUBSYSTEM | 15;

  private static final int ERROR = 2;
  private static final int DONE = 3;
  private static final int REQUEST = 1;
  private static final int DUMP = 0x300;
  private static final int INTERRUPTED = 0x10;
  private static final int HEADER_BYTES = 20;
  private static final int MESSAGE_BYTES = 256;

  private final NetlinkSocket socket;

  NetfilterTables(NetlinkSocket socket) {
    this.socket = socket;
  }

  /** Whether there is a chain of this name. */
  boolean hasChain(Family family, String table, String chain) throws IOException {
    ByteBuffer message = message(GET_CHAIN, REQUEST, family);
    attribute(message, 1, table);
    attribute(message, 3, chain);
    ByteBuffer answer = ask(message);
    return type(answer) == NEW_CHAIN;
  }

  /** How many rules a chain holds; 0 if there is no such chain. */
  int rules(Family family, String table, String chain) throws IOException {
    ByteBuffer message = message(GET_RULE, REQUEST | DUMP, family);
    attribute(message, 1, table);
    attribute(message, 2, chain);
    int count = tally(ask(message.duplicate().order(ByteOrder.nativeOrder())));
    // A transaction was committed in the middle: neither the old number nor the new one.
    return count >= 0 ? count : rules(family, table, chain);
  }

  /** The number of the last transaction that was committed in this network namespace. */
  int generation() throws IOException {
    ByteBuffer answer = ask(message(GET_GENERATION, REQUEST, Family.ANY));
    if (type(answer) != NEW_GENERATION) {
      throw new IOException("nf_tables does not tell its generation");
    }
    // The first attribute: two bytes each of length and type, then the number.
    return answer.order(ByteOrder.BIG_ENDIAN).getInt(HEADER_BYTES + 4);
  }

  /** The rules among the messages of a whole dump; -1 if it was interrupted. */
  private int tally(ByteBuffer first) throws IOException {
    int count = 0;
    boolean interrupted = false;
    for (ByteBuffer piece = first; ; piece = socket.receive()) {
      for (int at = 0; at + HEADER_BYTES <= piece.limit(); at += align(piece.getInt(at))) {
        int type = piece.getShort(at + 4);
        interrupted |= (piece.getShort(at + 6) & INTERRUPTED) != 0;
        if (type == DONE || type == ERROR) {
          return interrupted ? -1 : count;
        }
        count += type == NEW_RULE ? 1 : 0;
      }
    }
  }

  private ByteBuffer ask(ByteBuffer message) throws IOException {
    byte[] bytes = new byte[message.position()];
    message.putInt(0, bytes.length).get(0, bytes);
    socket.send(bytes);
    return socket.receive();
  }

  private static int type(ByteBuffer answer) {
    return answer.getShort(4);
  }

  /** A message without attributes; its length is filled in when it is sent. */
  private static ByteBuffer message(int type, int flags, Family family) {
    return ByteBuffer.allocate(MESSAGE_BYTES)
        .order(ByteOrder.nativeOrder())
        .putInt(0)
        .putShort((short) type)
        .putShort((short) flags)
        .putInt(0)
        .putInt(0)
        .put((byte) family.number())
        .put((byte) 0)
        .putShort((short) 0);
  }

  private static void attribute(ByteBuffer message, int type, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    int length = 4 + bytes.length + 1;
    message.putShort((short) length).putShort((short) type).put(bytes).put((byte) 0);
    message.put(new byte[align(length) - length]);
  }

  private static int align(int length) {
    return (length + 3) & ~3;
  }

  /** Whose tables are meant. */
  enum Family {
    /** The tables of iptables. */
    IP(2),
    /** The tables of ip6tables. */
    IP6(10),
    /** All of the namespace. */
    ANY(0);

    private final int number;

    Family(int number) {
      this.number = number;
    }

    int number() {
      return number;
    }
  }
}
