package dev.servicelab.proxy.kernel;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A netlink socket to the kernel's nf_tables, which iptables-nft writes to as well: rules by their
 * handles, and the events that {@code -j TRACE} causes. Opened in the namespace of its thread.
 * linux/netfilter/nfnetlink.h and nf_tables.h.
 */
final class Netfilter implements AutoCloseable {
  static final int MESSAGE_TRACE = 10 << 8 | 17;
  static final int MESSAGE_RULE = 10 << 8 | 6;
  private static final int MESSAGE_GET_RULE = 10 << 8 | 7;
  private static final int REQUEST_DUMP = 0x301;
  private static final int DONE = 3;
  private static final int AF_NETLINK = 16;
  private static final int SOCK_RAW = 3;
  private static final int NETLINK_NETFILTER = 12;
  private static final int GROUP_TRACE = 1 << (9 - 1);
  private static final int SOL_SOCKET = 1;
  private static final int SO_RCVTIMEO = 20;
  private static final int SO_RCVBUFFORCE = 33;

  /** Some 250 packets make 4,000 events, with 1 kB of book-keeping each. */
  private static final int BUFFER = 64 << 20;

  private final Arena arena = Arena.ofConfined();
  private final MemorySegment received = arena.allocate(1 << 16);
  private final int socket;

  private Netfilter(int groups) {
    this.socket = Native.socket(AF_NETLINK, SOCK_RAW, NETLINK_NETFILTER);
    Native.option(socket, SOL_SOCKET, SO_RCVBUFFORCE, ints(BUFFER));
    Native.bind(socket, ints(AF_NETLINK, 0, groups));
  }

  /** For questions. */
  static Netfilter open() {
    return new Netfilter(0);
  }

  /** For the events of traces, from now on. */
  static Netfilter traces() {
    return new Netfilter(GROUP_TRACE);
  }

  /**
   * One message.
   *
   * @param type {@link #MESSAGE_TRACE} or {@link #MESSAGE_RULE}
   * @param attributes their values by number
   */
  record Message(int type, Map<Integer, byte[]> attributes) {
    String text(int attribute) {
      byte[] value = attributes.getOrDefault(attribute, new byte[] {0});
      return new String(value, 0, value.length - 1, StandardCharsets.US_ASCII);
    }

    long number(int attribute) {
      byte[] value = attributes.getOrDefault(attribute, new byte[Long.BYTES]);
      ByteBuffer bytes = ByteBuffer.wrap(value);
      return value.length == Long.BYTES ? bytes.getLong() : bytes.getInt();
    }
  }

  /** All rules of a family, in the order of their chains. */
  void rules(int family, Consumer<Message> each) {
    ByteBuffer request = ByteBuffer.allocate(20).order(ByteOrder.nativeOrder());
    request.putInt(20).putShort((short) MESSAGE_GET_RULE).putShort((short) REQUEST_DUMP);
    request.putInt(1).putInt(0).put((byte) family);
    Native.send(socket, request.array(), ints(AF_NETLINK, 0, 0));
    boolean more = true;
    while (more) {
      more = read(each);
    }
  }

  /** Everything that comes until nothing has come for a while. */
  void untilQuiet(int millis, Consumer<Message> each) {
    Native.option(socket, SOL_SOCKET, SO_RCVTIMEO, longs(millis / 1000, millis % 1000 * 1000L));
    boolean more = true;
    while (more) {
      more = read(each);
    }
  }

  /** Reads what one call gives; false at the end of an answer, or if nothing came. */
  private boolean read(Consumer<Message> each) {
    int length = Native.receive(socket, received);
    if (length < 0) {
      return false;
    }
    ByteBuffer bytes = received.asSlice(0, length).asByteBuffer().order(ByteOrder.nativeOrder());
    while (bytes.remaining() >= 16) {
      int start = bytes.position();
      int size = bytes.getInt(start);
      int type = bytes.getShort(start + 4);
      if (type == DONE) {
        return false;
      }
      each.accept(new Message(type, attributes(bytes, start + 20, start + size)));
      bytes.position(Math.min(bytes.limit(), start + (size + 3) / 4 * 4));
    }
    return true;
  }

  private static Map<Integer, byte[]> attributes(ByteBuffer bytes, int from, int to) {
    Map<Integer, byte[]> attributes = new HashMap<>();
    int at = from;
    while (at + 4 <= to) {
      int size = Short.toUnsignedInt(bytes.getShort(at));
      byte[] value = new byte[size - 4];
      bytes.get(at + 4, value);
      attributes.put(bytes.getShort(at + 2) & 0x3fff, value);
      at += (size + 3) / 4 * 4;
    }
    return attributes;
  }

  private static byte[] ints(int... values) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.nativeOrder());
    for (int value : values) {
      bytes.putInt(value);
    }
    return bytes.array();
  }

  private static byte[] longs(long... values) {
    ByteBuffer bytes = ByteBuffer.allocate(8 * values.length).order(ByteOrder.nativeOrder());
    for (long value : values) {
      bytes.putLong(value);
    }
    return bytes.array();
  }

  @Override
  public void close() {
    Native.close(socket);
    arena.close();
  }
}
