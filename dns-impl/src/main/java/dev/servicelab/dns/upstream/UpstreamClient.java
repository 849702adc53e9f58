package dev.servicelab.dns.upstream;

import dev.servicelab.dns.chain.Client.Transport;
import dev.servicelab.dns.chain.Query;
import dev.servicelab.dns.wire.UpstreamCodec;
import dev.servicelab.dns.wire.UpstreamCodec.Reply;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;

/**
 * Asks one server, blocking its (virtual) thread. A connection carries one question at a time and
 * is used again, so a late or second reply to an earlier question is only a message with a wrong
 * number: it is passed over, as everything else that does not match the question (RFC 5452 §9).
 */
public final class UpstreamClient implements AutoCloseable {

  /**
   * A server, or somebody in its name, that sends more than this besides the reply only guesses.
   */
  private static final int MOST_STRANGERS = 100;

  private static final SecureRandom NUMBERS = new SecureRandom();

  private final Endpoint server;
  private final ConnectionLimits limits;
  private final Watcher watcher;
  private final ConnectionPool datagrams;
  private final ConnectionPool streams;
  private final DialTime dialTime = new DialTime();

  /** A client that has asked nothing yet. */
  public UpstreamClient(Endpoint server, ConnectionLimits limits, Watcher watcher) {
    this.server = server;
    this.limits = limits;
    this.watcher = watcher;
    this.datagrams = new ConnectionPool(limits);
    this.streams = new ConnectionPool(limits);
  }

  /** A client for a few questions to a server that speaks plain DNS. */
  public static UpstreamClient once(InetSocketAddress server) {
    return new UpstreamClient(Endpoint.plain(server), ConnectionLimits.USUAL, Watcher.NOBODY);
  }

  /** Learns whether a connection was used again. */
  @FunctionalInterface
  public interface Watcher {
    /** Nobody counts. */
    Watcher NOBODY = (protocol, reused) -> {};

    /** Called before each question; the protocol is {@code udp}, {@code tcp} or {@code tcp-tls}. */
    void connected(String protocol, boolean reused);
  }

  /** Whom it asks. */
  public Endpoint server() {
    return server;
  }

  /**
   * Asks once.
   *
   * @param transport over what, unless the server is to be asked by TLS
   * @param read how long to wait for the reply once the question is sent
   * @param deadline when to give up in any case, by {@link System#nanoTime}
   * @throws IOException if no proper reply came in time
   */
  public Reply ask(Query query, Transport transport, Duration read, long deadline)
      throws IOException {
    boolean stream = server.tls().isPresent() || transport == Transport.TCP;
    ConnectionPool pool = stream ? streams : datagrams;
    while (true) {
      Optional<ConnectionPool.Lease> kept = pool.take();
      watcher.connected(protocol(stream), kept.isPresent());
      ConnectionPool.Lease lease = kept.isPresent() ? kept.get() : dial(stream, deadline);
      try {
        long patience = Math.min(deadline, System.nanoTime() + read.toNanos());
        Reply reply = exchange(lease.connection(), query, patience);
        pool.give(lease);
        return reply;
      } catch (SocketTimeoutException e) {
        lease.connection().close();
        throw e;
      } catch (IOException e) {
        lease.connection().close();
        if (kept.isEmpty()) {
          throw e;
        }
        // It was closed while nobody used it, which says nothing about the server.
      }
    }
  }

  @Override
  public void close() {
    datagrams.close();
    streams.close();
  }

  private String protocol(boolean stream) {
    if (server.tls().isPresent()) {
      return "tcp-tls";
    }
    return stream ? Transport.TCP.label() : Transport.UDP.label();
  }

  private ConnectionPool.Lease dial(boolean stream, long deadline) throws IOException {
    long begin = System.nanoTime();
    if (!stream) {
      return new ConnectionPool.Lease(
          DatagramConnection.to(server.address(), limits.source()), begin);
    }
    try {
      long until = Math.min(deadline, begin + dialTime.limit());
      Connection connection = StreamConnection.to(server, limits.source(), until);
      dialTime.took(System.nanoTime() - begin);
      return new ConnectionPool.Lease(connection, begin);
    } catch (IOException e) {
      dialTime.failed();
      throw e;
    }
  }

  private static Reply exchange(Connection connection, Query query, long deadline)
      throws IOException {
    int id = NUMBERS.nextInt(1 << 16);
    connection.send(UpstreamCodec.question(query, id));
    for (int strangers = 0; strangers < MOST_STRANGERS; strangers++) {
      Optional<Reply> reply = UpstreamCodec.reply(connection.receive(deadline), query, id);
      if (reply.isPresent()) {
        return reply.get();
      }
    }
    throw new IOException("only replies to other questions came");
  }
}
