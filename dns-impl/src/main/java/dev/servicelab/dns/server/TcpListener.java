package dev.servicelab.dns.server;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** Accepts connections and ends those whose time is over. */
final class TcpListener implements AutoCloseable {

  private static final Logger LOG = System.getLogger("server");

  /** Bounds memory and descriptors; beyond, a new connection is closed at once. */
  private static final int MOST_CONNECTIONS = 1_000;

  private static final int BACKLOG = 128;
  private static final int CHECK_MILLIS = 500;

  private final ServerSocket listener;
  private final QueryHandler handler;
  private final Executor workers;
  private final InFlight places = new InFlight(MOST_CONNECTIONS, MOST_CONNECTIONS / 4);
  private final Set<TcpConnection> open = ConcurrentHashMap.newKeySet();
  private final CountDownLatch closed = new CountDownLatch(1);

  /**
   * Binds, but does not accept yet.
   *
   * @throws IOException if the address is taken or not allowed
   */
  TcpListener(InetSocketAddress listen, QueryHandler handler, Executor workers) throws IOException {
    this.handler = handler;
    this.workers = workers;
    this.listener = new ServerSocket();
    try {
      listener.setReuseAddress(true);
      listener.bind(listen, BACKLOG);
    } catch (IOException e) {
      listener.close();
      throw e;
    }
  }

  InetSocketAddress address() {
    return (InetSocketAddress) listener.getLocalSocketAddress();
  }

  void start() {
    Thread.ofVirtual().name("tcp").start(this::accept);
    Thread.ofVirtual().name("tcp-timeouts").start(this::endExpired);
  }

  /** Accepts no more, and lets the queries under way be answered. */
  void stop() throws IOException {
    closed.countDown();
    listener.close();
    open.forEach(TcpConnection::finish);
  }

  /** Waits until all connections have ended; false if that takes too long. */
  boolean awaitNone(Duration patience) {
    return places.awaitNone(patience);
  }

  @Override
  public void close() throws IOException {
    stop();
    open.forEach(TcpConnection::end);
  }

  private void accept() {
    try {
      while (!listener.isClosed()) {
        acceptOne();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void acceptOne() throws InterruptedException {
    try {
      serve(listener.accept());
    } catch (IOException e) {
      // Also how accept() ends when the listener is closed. Else most likely no descriptor is left,
      // and trying again at once would only burn time.
      if (!closed.await(CHECK_MILLIS, TimeUnit.MILLISECONDS)) {
        LOG.log(Level.WARNING, "TCP accept failed: {0}", e.getMessage());
      }
    }
  }

  private void serve(Socket socket) throws IOException {
    InetAddress client = socket.getInetAddress();
    if (!places.enter(client)) {
      socket.close();
      return;
    }
    TcpConnection connection = new TcpConnection(socket, handler, workers);
    open.add(connection);
    if (closed.getCount() == 0) {
      connection.finish();
    }
    workers.execute(
        () -> {
          try {
            connection.run();
          } finally {
            open.remove(connection);
            places.leave(client);
          }
        });
  }

  private void endExpired() {
    try {
      while (!closed.await(CHECK_MILLIS, TimeUnit.MILLISECONDS)) {
        long now = System.nanoTime();
        open.stream().filter(connection -> connection.expired(now)).forEach(TcpConnection::end);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
