package dev.servicelab.proxy.kernel;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** The few system calls that Java has no words for. Linux only, as network namespaces are. */
@SuppressWarnings("restricted")
final class Native {
  private static final Linker LINKER = Linker.nativeLinker();
  private static final int CLONE_NEWNET = 0x40000000;
  private static final MethodHandle OPEN =
      function("open", JAVA_INT, Linker.Option.firstVariadicArg(2), ADDRESS, JAVA_INT);
  private static final MethodHandle SETNS = function("setns", JAVA_INT, JAVA_INT, JAVA_INT);
  private static final MethodHandle CLOSE = function("close", JAVA_INT, JAVA_INT);
  private static final MethodHandle SOCKET =
      function("socket", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT);
  private static final MethodHandle BIND = function("bind", JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT);
  private static final MethodHandle SETSOCKOPT =
      function("setsockopt", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT);
  private static final MethodHandle RECV =
      function("recv", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT);
  private static final MethodHandle SCHED_SETAFFINITY =
      function("sched_setaffinity", JAVA_INT, JAVA_INT, JAVA_LONG, ADDRESS);
  private static final MethodHandle SENDTO =
      function("sendto", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT, ADDRESS, JAVA_INT);

  private Native() {}

  /** Moves this thread, and no other, into a network namespace. */
  static void enterNetwork(String path) {
    try (Arena arena = Arena.ofConfined()) {
      int file = (int) OPEN.invokeExact(arena.allocateFrom(path), 0);
      check("open " + path, file);
      check("setns", (int) SETNS.invokeExact(file, CLONE_NEWNET));
      check("close", (int) CLOSE.invokeExact(file));
    } catch (Throwable e) {
      throw failed(e);
    }
  }

  /** {@code socket(2)}. */
  static int socket(int domain, int type, int protocol) {
    try {
      return check("socket", (int) SOCKET.invokeExact(domain, type, protocol));
    } catch (Throwable e) {
      throw failed(e);
    }
  }

  /** {@code sendto(2)}; whether the kernel took the packet. */
  static boolean send(int socket, byte[] packet, byte[] address) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment data = arena.allocateFrom(JAVA_BYTE, packet);
      MemorySegment to = arena.allocateFrom(JAVA_BYTE, address);
      long sent =
          (long) SENDTO.invokeExact(socket, data, (long) packet.length, 0, to, address.length);
      return sent == packet.length;
    } catch (Throwable e) {
      throw failed(e);
    }
  }

  /** {@code bind(2)}. */
  static void bind(int socket, byte[] address) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment to = arena.allocateFrom(JAVA_BYTE, address);
      check("bind", (int) BIND.invokeExact(socket, to, address.length));
    } catch (Throwable e) {
      throw failed(e);
    }
  }

  /** {@code setsockopt(2)}. */
  static void option(int socket, int level, int name, byte[] value) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment given = arena.allocateFrom(JAVA_BYTE, value);
      check(
          "setsockopt " + name,
          (int) SETSOCKOPT.invokeExact(socket, level, name, given, value.length));
    } catch (Throwable e) {
      throw failed(e);
    }
  }

  /** {@code recv(2)}: how many bytes; negative if there was nothing in time. */
  static int receive(int socket, MemorySegment into) {
    try {
      return (int) (long) RECV.invokeExact(socket, into, into.byteSize(), 0);
    } catch (Throwable e) {
      throw failed(e);
    }
  }

  /** Keeps this thread on one processor, so that what it sends is taken in that order. */
  static void stayOnProcessor(int number) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment mask = arena.allocate(JAVA_LONG);
      mask.set(JAVA_LONG, 0, 1L << number);
      check("sched_setaffinity", (int) SCHED_SETAFFINITY.invokeExact(0, 8L, mask));
    } catch (Throwable e) {
      throw failed(e);
    }
  }

  /** {@code close(2)}. */
  static void close(int file) {
    try {
      check("close", (int) CLOSE.invokeExact(file));
    } catch (Throwable e) {
      throw failed(e);
    }
  }

  private static int check(String what, int result) {
    if (result < 0) {
      throw new IllegalStateException(what + " failed");
    }
    return result;
  }

  private static IllegalStateException failed(Throwable e) {
    return e instanceof IllegalStateException known ? known : new IllegalStateException(e);
  }

  private static MethodHandle function(String name, MemoryLayout result, MemoryLayout... takes) {
    return LINKER.downcallHandle(
        LINKER.defaultLookup().findOrThrow(name), FunctionDescriptor.of(result, takes));
  }

  private static MethodHandle function(
      String name, MemoryLayout result, Linker.Option option, MemoryLayout... takes) {
    return LINKER.downcallHandle(
        LINKER.defaultLookup().findOrThrow(name), FunctionDescriptor.of(result, takes), option);
  }
}
