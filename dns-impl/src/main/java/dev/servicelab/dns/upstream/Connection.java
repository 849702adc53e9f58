package dev.servicelab.dns.upstream;

import java.io.IOException;
import java.net.SocketTimeoutException;

/**
 * A way to one server that carries one question at a time. Times are those of {@link
 * System#nanoTime}.
 */
sealed interface Connection extends AutoCloseable permits DatagramConnection, StreamConnection {

  /** Sends a message. */
  void send(byte[] message) throws IOException;

  /**
   * The next message that came from the server, whatever it is.
   *
   * @param deadline when to give up
   * @throws SocketTimeoutException if none came until then
   * @throws IOException if none will come any more
   */
  byte[] receive(long deadline) throws IOException;

  @Override
  void close();

  /**
   * The time until a deadline as sockets take it: at least one, since 0 would mean to wait for
   * ever.
   *
   * @throws SocketTimeoutException if it is over
   */
  static int millisLeft(long deadline) throws SocketTimeoutException {
    long left = (deadline - System.nanoTime()) / 1_000_000;
    if (left <= 0) {
      throw new SocketTimeoutException("no reply in time");
    }
    return (int) Math.min(left, Integer.MAX_VALUE);
  }
}
