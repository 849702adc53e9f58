package dev.servicelab.dns.upstream;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/** A TCP connection, maybe encrypted: each message stands behind its length (RFC 1035 §4.2.2). */
final class StreamConnection implements Connection {

  private static final Logger LOG = System.getLogger("upstream");
  private static final int LENGTH_BYTES = 2;
  private static final int FIRST_PIECE = 2048;

  private final Socket socket;

  private StreamConnection(Socket socket) {
    this.socket = socket;
  }

  /**
   * Connects, and greets if it is to be encrypted.
   *
   * @param deadline when to give up
   */
  static StreamConnection to(Endpoint server, Optional<InetAddress> source, long deadline)
      throws IOException {
    Socket socket = new Socket();
    try {
      if (source.isPresent()) {
        socket.bind(new InetSocketAddress(source.get(), 0));
      }
      socket.setTcpNoDelay(true);
      socket.connect(server.address(), Connection.millisLeft(deadline));
      if (server.tls().isPresent()) {
        socket.setSoTimeout(Connection.millisLeft(deadline));
        return new StreamConnection(server.tls().get().wrap(socket, server.address()));
      }
      return new StreamConnection(socket);
    } catch (IOException | RuntimeException e) {
      socket.close();
      throw e;
    }
  }

  @Override
  public void send(byte[] message) throws IOException {
    ByteBuffer framed = ByteBuffer.allocate(LENGTH_BYTES + message.length);
    framed.putShort((short) message.length).put(message);
    socket.getOutputStream().write(framed.array());
  }

  @Override
  public byte[] receive(long deadline) throws IOException {
    byte[] length = read(LENGTH_BYTES, deadline);
    return read(Short.toUnsignedInt(ByteBuffer.wrap(length).getShort()), deadline);
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "close failed: {0}", e.getMessage());
    }
  }

  /**
   * Every piece gets only the time that is left, so that a server which sends a byte a second does
   * not hold the question for ever; memory grows with what arrives, not with what is announced.
   */
  private byte[] read(int count, long deadline) throws IOException {
    InputStream in = socket.getInputStream();
    byte[] bytes = new byte[Math.min(count, FIRST_PIECE)];
    int filled = 0;
    while (filled < count) {
      if (filled == bytes.length) {
        bytes = Arrays.copyOf(bytes, Math.min(count, 2 * bytes.length));
      }
      socket.setSoTimeout(Connection.millisLeft(deadline));
      int read = in.read(bytes, filled, bytes.length - filled);
      if (read < 0) {
        throw new EOFException("the connection was closed");
      }
      filled += read;
    }
    return bytes;
  }
}
