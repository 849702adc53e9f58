package dev.servicelab.dns.server;

import dev.servicelab.dns.chain.Client;
import dev.servicelab.dns.chain.Client.Transport;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Answers datagrams. One thread reads; each query is answered on a virtual thread of its own, so
 * that one that waits for an upstream holds up no other.
 */
final class UdpListener implements AutoCloseable {

  private static final Logger LOG = System.getLogger("server");

  /** Longer queries than this do not occur; a longer packet is cut and fails to parse. */
  private static final int LARGEST_QUERY = 4096;

  /**
   * Bounds memory under a flood: a query beyond these is dropped, as a full socket buffer would.
   */
  private static final int MOST_IN_FLIGHT = 10_000;

  private static final int RECEIVE_BUFFER = 1 << 20;
  private static final Duration FINISH = Duration.ofSeconds(5);

  private final DatagramChannel channel;
  private final QueryHandler handler;
  private final Executor workers;
  private final Semaphore slots = new Semaphore(MOST_IN_FLIGHT);
  private volatile boolean closing;

  /**
   * Binds, but does not answer yet.
   *
   * @throws IOException if the address is taken or not allowed
   */
  UdpListener(InetSocketAddress listen, QueryHandler handler, Executor workers) throws IOException {
    this.handler = handler;
    this.workers = workers;
    this.channel = DatagramChannel.open();
    try {
      channel.setOption(StandardSocketOptions.SO_RCVBUF, RECEIVE_BUFFER);
      channel.bind(listen);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  InetSocketAddress address() throws IOException {
    return (InetSocketAddress) channel.getLocalAddress();
  }

  void start() {
    Thread.ofPlatform().name("udp").daemon().start(this::receive);
  }

  /**
   * Lets the queries under way finish, for five seconds at most; new ones are dropped meanwhile.
   */
  @Override
  public void close() throws IOException {
    closing = true;
    try {
      if (!slots.tryAcquire(MOST_IN_FLIGHT, FINISH.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.log(Level.WARNING, "UDP queries still unanswered at the end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    channel.close();
  }

  private void receive() {
    ByteBuffer buffer = ByteBuffer.allocateDirect(LARGEST_QUERY);
    while (channel.isOpen()) {
      try {
        buffer.clear();
        InetSocketAddress sender = (InetSocketAddress) channel.receive(buffer);
        buffer.flip();
        byte[] packet = new byte[buffer.remaining()];
        buffer.get(packet);
        dispatch(packet, sender);
      } catch (ClosedChannelException e) {
        return;
      } catch (IOException e) {
        LOG.log(Level.WARNING, "UDP receive failed: {0}", e.getMessage());
      }
    }
  }

  private void dispatch(byte[] packet, InetSocketAddress sender) {
    if (closing || !slots.tryAcquire()) {
      return;
    }
    workers.execute(
        () -> {
          try {
            handler
                .handle(packet, new Client(sender, Transport.UDP))
                .ifPresent(reply -> send(reply, sender));
          } finally {
            slots.release();
          }
        });
  }

  private void send(ByteBuffer reply, InetSocketAddress receiver) {
    try {
      channel.send(reply, receiver);
    } catch (IOException e) {
      // The client is gone or the network is; UDP clients ask again.
      LOG.log(Level.DEBUG, "no reply to {0}: {1}", receiver, e.getMessage());
    }
  }
}
