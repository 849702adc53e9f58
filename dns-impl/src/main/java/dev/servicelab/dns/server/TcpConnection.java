package dev.servicelab.dns.server;

import dev.servicelab.dns.chain.Client;
import dev.servicelab.dns.chain.Client.Transport;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;

/**
 * One client's connection: any number of queries, each behind its length (RFC 1035 §4.2.2, RFC
 * 7766). Every step has a deadline that {@link TcpListener} watches, which also covers a client
 * that reads nothing or sends a byte a minute.
 */
final class TcpConnection {

  private static final Logger LOG = System.getLogger("server");

  /** CoreDNS's times. */
  private static final Duration IDLE = Duration.ofSeconds(10);

  private static final Duration READ = Duration.ofSeconds(3);
  private static final Duration ANSWER = Duration.ofSeconds(10);
  private static final Duration WRITE = Duration.ofSeconds(5);

  private final Socket socket;
  private final QueryHandler handler;
  private volatile long deadline;
  private volatile boolean waiting = true;
  private volatile boolean finishing;

  TcpConnection(Socket socket, QueryHandler handler) {
    this.socket = socket;
    this.handler = handler;
    allow(IDLE);
  }

  void run() {
    try (socket) {
      socket.setTcpNoDelay(true);
      DataInputStream in = new DataInputStream(socket.getInputStream());
      Client client =
          new Client((InetSocketAddress) socket.getRemoteSocketAddress(), Transport.TCP);
      while (!finishing) {
        waiting = true;
        allow(IDLE);
        byte[] packet = read(in);
        waiting = false;
        allow(ANSWER);
        Optional<ByteBuffer> reply = handler.handle(packet, client);
        allow(WRITE);
        if (reply.isPresent()) {
          write(reply.get());
        }
      }
    } catch (EOFException e) {
      // The client has no more questions.
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "TCP connection ended: {0}", e.getMessage());
    }
  }

  boolean expired(long now) {
    return now - deadline > 0;
  }

  /** Ends it after the query under way, or at once if there is none. */
  void finish() {
    finishing = true;
    if (waiting) {
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

  private byte[] read(DataInputStream in) throws IOException {
    int length = in.readUnsignedShort();
    allow(READ);
    // Grows with what arrives, so that a client which only announces 64 kB costs nothing.
    byte[] packet = ((InputStream) in).readNBytes(length);
    if (packet.length < length) {
      throw new EOFException("the client left in the middle of a query");
    }
    return packet;
  }

  private void write(ByteBuffer reply) throws IOException {
    ByteBuffer framed = ByteBuffer.allocate(2 + reply.remaining());
    framed.putShort((short) reply.remaining()).put(reply);
    socket.getOutputStream().write(framed.array());
  }

  private void allow(Duration time) {
    deadline = System.nanoTime() + time.toNanos();
  }
}
