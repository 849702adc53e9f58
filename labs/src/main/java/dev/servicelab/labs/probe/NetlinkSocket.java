package dev.servicelab.labs.probe;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A netlink socket (netlink(7)), since Java has none: three functions of the C library. One thread
 * at a time.
 */
final class NetlinkSocket {
  private static final int AF_NETLINK = 16;
  private static final int SOCK_RAW_CLOEXEC = 0x80003;
  private static final int NETLINK_NETFILTER = 12;

  /** The kernel answers a dump in pieces of at most 32 KiB. */
  private static final int BUFFER_BYTES = 64 * 1024;

  private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
  private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;
  private static final MethodHandle SOCKET =
      function("socket", FunctionDescriptor.of(INT, INT, INT, INT));
  private static final FunctionDescriptor TRANSFER =
      FunctionDescriptor.of(LONG, INT, ValueLayout.ADDRESS, LONG, INT);
  private static final MethodHandle SEND = function("send", TRANSFER);
  private static final MethodHandle RECEIVE = function("recv", TRANSFER);

  private final MemorySegment buffer = Arena.ofAuto().allocate(BUFFER_BYTES, Long.BYTES);
  private final int descriptor;

  /**
   * Opens a socket to the kernel's netfilter, in the network namespace of this process.
   *
   * @throws IOException if the kernel refuses
   */
  NetlinkSocket() throws IOException {
    this(NETLINK_NETFILTER);
  }

  /**
   * The same to another part of the kernel.
   *
   * @param protocol its number in linux/netlink.h
   */
  NetlinkSocket(int protocol) throws IOException {
    try {
      descriptor = (int) SOCKET.invokeExact(AF_NETLINK, SOCK_RAW_CLOEXEC, protocol);
    } catch (Throwable e) {
      throw new IOException("socket", e);
    }
    if (descriptor < 0) {
      throw new IOException("no netlink socket of protocol " + protocol);
    }
  }

  /** Sends one message. */
  void send(byte[] message) throws IOException {
    MemorySegment.copy(message, 0, buffer, ValueLayout.JAVA_BYTE, 0, message.length);
    transfer(SEND, message.length);
  }

  /** Waits for what the kernel says next: one or more messages; valid until the next call. */
  ByteBuffer receive() throws IOException {
    long length = transfer(RECEIVE, BUFFER_BYTES);
    return buffer.asSlice(0, length).asByteBuffer().order(ByteOrder.nativeOrder());
  }

  private long transfer(MethodHandle function, long length) throws IOException {
    long done;
    try {
      done = (long) function.invokeExact(descriptor, buffer, length, 0);
    } catch (Throwable e) {
      throw new IOException("netlink", e);
    }
    if (done < 0) {
      throw new IOException("the netlink socket failed");
    }
    return done;
  }

  @SuppressWarnings("restricted") // the functions are those of the C library, with their types
  private static MethodHandle function(String name, FunctionDescriptor type) {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), type);
  }
}
