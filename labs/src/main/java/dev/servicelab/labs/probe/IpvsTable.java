package dev.servicelab.labs.probe;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What IPVS holds at this moment, of one virtual server: asked in a fraction of a millisecond,
 * where {@code ipvsadm} has to be started first and {@code /proc/net/ip_vs} lists all. Numbers are
 * those of linux/genetlink.h and linux/ip_vs.h.
 */
final class IpvsTable {
  private static final int CONTROLLER = 16;
  private static final int GET_FAMILY = 3;
  private static final int FAMILY_ID = 1;
  private static final int FAMILY_NAME = 2;

  private static final int GET_DESTINATIONS = 8;
  private static final int SERVICE = 1;
  private static final int DESTINATION = 2;
  private static final int AF_INET = 2;
  private static final int TCP = 6;

  private static final int ERROR = 2;
  private static final int DONE = 3;
  private static final int REQUEST = 1;
  private static final int DUMP = 0x300;
  private static final int HEADER_BYTES = 20;
  private static final int ATTRIBUTE_BYTES = 4;

  /** The kernel's union of an IPv4 and an IPv6 address. */
  private static final int ADDRESS_BYTES = 16;

  private static final int MESSAGE_BYTES = 256;
  private static final int TYPE_MASK = 0x3fff;

  private final NetlinkSocket socket;
  private final int family;

  /**
   * Finds out the number that IPVS has in this kernel.
   *
   * @throws IOException if it has none
   */
  IpvsTable(NetlinkSocket socket) throws IOException {
    this.socket = socket;
    ByteBuffer message = message(CONTROLLER, GET_FAMILY, REQUEST);
    attribute(message, FAMILY_NAME, "IPVS\0".getBytes(StandardCharsets.US_ASCII));
    ByteBuffer answer = ask(message);
    int at =
        answer.getShort(4) == ERROR ? -1 : find(answer, HEADER_BYTES, answer.getInt(0), FAMILY_ID);
    if (at < 0) {
      throw new IOException("this kernel has no IPVS");
    }
    family = Short.toUnsignedInt(answer.getShort(at));
  }

  /** Whether a virtual server of TCP has this real server; false if there is no such server. */
  boolean has(InetSocketAddress virtual, InetSocketAddress real) throws IOException {
    ByteBuffer message = message(family, GET_DESTINATIONS, REQUEST | DUMP);
    ByteBuffer service = ByteBuffer.allocate(MESSAGE_BYTES).order(ByteOrder.nativeOrder());
    attribute(service, 1, number(AF_INET));
    attribute(service, 2, number(TCP));
    attribute(service, 3, address(virtual));
    attribute(service, 4, port(virtual));
    attribute(message, SERVICE, bytes(service, 0, service.position()));
    boolean found = false;
    for (ByteBuffer piece = ask(message); ; piece = socket.receive()) {
      for (int at = 0; at + HEADER_BYTES <= piece.limit(); at += align(piece.getInt(at))) {
        int type = piece.getShort(at + 4);
        if (type == DONE || type == ERROR) {
          return found;
        }
        found |= isOf(piece, at, real);
      }
    }
  }

  private static boolean isOf(ByteBuffer piece, int message, InetSocketAddress real) {
    int end = message + piece.getInt(message);
    int nested = find(piece, message + HEADER_BYTES, end, DESTINATION);
    if (nested < 0) {
      return false;
    }
    int nestedEnd =
        nested - ATTRIBUTE_BYTES + Short.toUnsignedInt(piece.getShort(nested - ATTRIBUTE_BYTES));
    int address = find(piece, nested, nestedEnd, 1);
    int port = find(piece, nested, nestedEnd, 2);
    return address >= 0
        && port >= 0
        && Arrays.equals(bytes(piece, address, ADDRESS_BYTES), address(real))
        && Arrays.equals(bytes(piece, port, 2), port(real));
  }

  /** Where the value of an attribute begins; -1 if there is none of this type. */
  private static int find(ByteBuffer text, int from, int end, int type) {
    for (int at = from;
        at + ATTRIBUTE_BYTES <= end;
        at += align(Short.toUnsignedInt(text.getShort(at)))) {
      if ((text.getShort(at + 2) & TYPE_MASK) == type) {
        return at + ATTRIBUTE_BYTES;
      }
    }
    return -1;
  }

  private ByteBuffer ask(ByteBuffer message) throws IOException {
    message.putInt(0, message.position());
    socket.send(bytes(message, 0, message.position()));
    return socket.receive();
  }

  private static ByteBuffer message(int type, int command, int flags) {
    return ByteBuffer.allocate(2 * MESSAGE_BYTES)
        .order(ByteOrder.nativeOrder())
        .putInt(0)
        .putShort((short) type)
        .putShort((short) flags)
        .putInt(0)
        .putInt(0)
        .put((byte) command)
        .put((byte) 1)
        .putShort((short) 0);
  }

  private static void attribute(ByteBuffer message, int type, byte[] value) {
    int length = ATTRIBUTE_BYTES + value.length;
    message.putShort((short) length).putShort((short) type).put(value);
    message.put(new byte[align(length) - length]);
  }

  private static byte[] number(int value) {
    return ByteBuffer.allocate(2).order(ByteOrder.nativeOrder()).putShort((short) value).array();
  }

  private static byte[] port(InetSocketAddress server) {
    return ByteBuffer.allocate(2).putShort((short) server.getPort()).array();
  }

  private static byte[] address(InetSocketAddress server) {
    return Arrays.copyOf(server.getAddress().getAddress(), ADDRESS_BYTES);
  }

  private static byte[] bytes(ByteBuffer text, int from, int count) {
    byte[] bytes = new byte[count];
    text.get(from, bytes);
    return bytes;
  }

  private static int align(int length) {
    return (length + 3) & ~3;
  }
}
