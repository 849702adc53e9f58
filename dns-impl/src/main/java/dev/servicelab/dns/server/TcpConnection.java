package dev.servicelab.dns.server;

import dev.servicelab.dns.chain.Client;
import dev.servicelab.dns.chain.Client.Transport;
import dev.servicelab.dns.chain.TcpLimits;
import dev.servicelab.dns.fast.FastPath;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One client's connection: any number of queries, each behind its length (RFC 1035 §4.2.2). A
 * client need not wait for a reply before its next query, and replies come as they are ready, in
 * any order (RFC 7766 §6.2.1.1). Every step has a deadline that {@link TcpListener} watches, which
 * also covers a client that reads nothing or sends a byte a minute.
 */
final class TcpConnection {

  private static final Logger LOG = System.getLogger("server");

  /** A client with more queries open is read no further until one is answered. */
  private static final int MOST_OPEN = 64;

  /** Queries of one client in a row, while others may wait: a millisecond or so. */
  private static final int TURN = 64;

  private static final long MOMENT_NANOS = 10_000;

  /** Longer replies are seldom, and take the long way. */
  private static final int FAST_REPLY = 2048;

  private static final long NEVER = Long.MAX_VALUE;

  private final Socket socket;
  private final QueryHandler handler;
  private final TcpLimits limits;
  private final Executor workers;
  private final FastPath fast;
  private final Semaphore open = new Semaphore(MOST_OPEN);
  private final ReentrantLock writing = new ReentrantLock();
  private final long begin = System.nanoTime();
  private volatile long readDeadline;
  private volatile long writeDeadline = NEVER;
  private volatile boolean handing; // a query is there, but not among the open ones yet
  private volatile boolean finishing;

  TcpConnection(Socket socket, QueryHandler handler, Executor workers) {
    this.socket = socket;
    this.handler = handler;
    this.limits = handler.limits();
    this.workers = workers;
    this.fast = new FastPath(handler::ready, FAST_REPLY, /* thread= */ 0);
    this.readDeadline = in(limits.read());
  }

  /**
   * Reads until the client leaves, has asked enough or its time is over; then waits for what is
   * under way.
   */
  void run() {
    try (socket) {
      socket.setTcpNoDelay(true);
      DataInputStream in = new DataInputStream(socket.getInputStream());
      Client client =
          new Client((InetSocketAddress) socket.getRemoteSocketAddress(), Transport.TCP);
      for (int asked = 1; asked <= limits.queries() && !finishing; asked++) {
        answer(read(in), client);
        giveWay(asked);
      }
      leave(in);
    } catch (EOFException e) {
      // The client has no more questions.
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "TCP connection ended: {0}", e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Waits a moment after some queries in a row. Virtual threads change only where they wait:
   * clients that always have another query would keep the few real threads for themselves. Yielding
   * is not enough, who yields is run again before those whom somebody else wakes.
   */
  private void giveWay(int asked) {
    if (asked % TURN == 0 && hasMoreToRead()) {
      LockSupport.parkNanos(MOMENT_NANOS);
    }
  }

  boolean expired(long now) {
    long elapsed = now - begin;
    return elapsed > writeDeadline
        || (elapsed > readDeadline && waitsForClient() && !hasMoreToRead());
  }

  /** Ends it after the queries under way, or at once if no whole one is there. */
  void finish() {
    finishing = true;
    if (waitsForClient()) {
      end();
    }
  }

  void end() {
    try {
      socket.close();
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "close failed: {0}", e.getMessage());
    }
  }

  /** What has come in time must not be lost because this server is slow to look at it. */
  private boolean hasMoreToRead() {
    try {
      return socket.getInputStream().available() > 0;
    } catch (IOException e) {
      return false;
    }
  }

  private byte[] read(DataInputStream in) throws IOException, InterruptedException {
    int length = awaitLength(in);
    // Grows with what arrives, so that a client which only announces 64 kB costs nothing.
    byte[] packet = ((InputStream) in).readNBytes(length);
    if (packet.length < length) {
      throw new EOFException("the client left in the middle of a query");
    }
    handing = true;
    return packet;
  }

  private int awaitLength(DataInputStream in) throws IOException, InterruptedException {
    try {
      return in.readUnsignedShort();
    } catch (EOFException e) {
      // It may have only closed its own direction.
      awaitReplies();
      throw e;
    }
  }

  private void awaitReplies() throws InterruptedException {
    open.acquire(MOST_OPEN);
    open.release(MOST_OPEN);
  }

  /**
   * Says goodbye after the last reply. What the client still sends has to be read: closed with
   * unread bytes, the connection would be reset, and replies on their way lost.
   */
  private void leave(InputStream in) throws IOException, InterruptedException {
    awaitReplies();
    socket.shutdownOutput();
    writeDeadline = in(limits.write());
    in.transferTo(OutputStream.nullOutputStream());
  }

  private void answer(byte[] packet, Client client) throws IOException, InterruptedException {
    boolean ipv6 = client.family() == 2;
    int length = fast.answer(packet, packet.length, /* tcp= */ true, ipv6, System.nanoTime());
    open.acquire();
    handing = false;
    if (length > 0) {
      try {
        write(ByteBuffer.wrap(Arrays.copyOf(fast.reply(), length)));
      } finally {
        answered();
      }
    } else {
      workers.execute(() -> answerSlowly(packet, client));
    }
  }

  private void answerSlowly(byte[] packet, Client client) {
    try {
      for (ByteBuffer reply : handler.handleAll(packet, client)) {
        write(reply);
      }
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "TCP reply not written: {0}", e.getMessage());
      end();
    } finally {
      answered();
    }
  }

  private void answered() {
    readDeadline = in(limits.idle());
    open.release();
    if (finishing) {
      finish();
    }
  }

  private void write(ByteBuffer reply) throws IOException {
    ByteBuffer framed = ByteBuffer.allocate(2 + reply.remaining());
    framed.putShort((short) reply.remaining()).put(reply);
    writing.lock();
    try {
      writeDeadline = in(limits.write());
      socket.getOutputStream().write(framed.array());
    } finally {
      writeDeadline = NEVER;
      writing.unlock();
    }
  }

  /** Whether it is the client's turn: who waits for a reply is not idle. */
  private boolean waitsForClient() {
    return !handing && open.availablePermits() == MOST_OPEN;
  }

  /** A time from now, in nanoseconds since the connection began. */
  private long in(Duration time) {
    return System.nanoTime() - begin + time.toNanos();
  }
}
