package dev.servicelab.dns.server;

import dev.servicelab.dns.chain.Client;
import dev.servicelab.dns.chain.Client.Transport;
import dev.servicelab.dns.fast.FastPath;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * Answers datagrams. Each socket has one thread, which answers by itself what is ready; any other
 * query is answered on a virtual thread of its own, so that one that waits for an upstream holds up
 * no other.
 */
final class UdpListener implements AutoCloseable {

  private static final Logger LOG = System.getLogger("server");

  /** Longer queries than this do not occur; a longer packet is cut and fails to parse. */
  private static final int LARGEST_QUERY = 4096;

  /** Queries that wait for an upstream, most of them. */
  private static final int MOST_IN_FLIGHT = 10_000;

  private static final int LARGEST_REPLY = 65535;
  private static final int RECEIVE_BUFFER = 1 << 20;

  private final List<DatagramChannel> channels = new ArrayList<>();
  private final QueryHandler handler;
  private final Executor workers;
  private final InFlight inFlight = new InFlight(MOST_IN_FLIGHT, MOST_IN_FLIGHT / 4);
  private volatile boolean closing;

  /**
   * Binds, but does not answer yet.
   *
   * @throws IOException if the address is taken or not allowed
   */
  UdpListener(InetSocketAddress listen, QueryHandler handler, Executor workers) throws IOException {
    this.handler = handler;
    this.workers = workers;
    int sockets = sockets(Runtime.getRuntime().availableProcessors());
    try {
      for (int i = 0; i < sockets; i++) {
        channels.add(open(i == 0 ? listen : address(), /* shared= */ sockets > 1));
      }
    } catch (IOException e) {
      closeChannels();
      throw e;
    }
  }

  InetSocketAddress address() throws IOException {
    return (InetSocketAddress) channels.getFirst().getLocalAddress();
  }

  void start() {
    for (int i = 0; i < channels.size(); i++) {
      DatagramChannel channel = channels.get(i);
      FastPath fast = new FastPath(handler::ready, LARGEST_REPLY, /* thread= */ i + 1);
      Thread.ofPlatform().name("udp-" + i).daemon().start(() -> receive(channel, fast));
    }
  }

  /** Drops new queries, and lets those under way be answered. */
  void stop() {
    closing = true;
  }

  /** Waits until nothing is under way; false if that takes too long. */
  boolean awaitNone(Duration patience) {
    return inFlight.awaitNone(patience);
  }

  @Override
  public void close() throws IOException {
    stop();
    closeChannels();
  }

  /**
   * One core is left to all else; more sockets than that take turns on the cores instead of sharing
   * them.
   */
  static int sockets(int cores) {
    return Math.clamp(cores - 1L, 1, FastPath.MOST_THREADS - 1);
  }

  private static DatagramChannel open(InetSocketAddress listen, boolean shared) throws IOException {
    DatagramChannel channel = DatagramChannel.open();
    try {
      channel.setOption(StandardSocketOptions.SO_RCVBUF, RECEIVE_BUFFER);
      // The kernel gives each client's queries to one of the sockets.
      channel.setOption(StandardSocketOptions.SO_REUSEPORT, shared);
      return channel.bind(listen);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  private void closeChannels() throws IOException {
    for (DatagramChannel channel : channels) {
      channel.close();
    }
  }

  private void receive(DatagramChannel channel, FastPath fast) {
    ByteBuffer in = ByteBuffer.allocateDirect(LARGEST_QUERY);
    ByteBuffer out = ByteBuffer.allocateDirect(LARGEST_REPLY);
    byte[] packet = new byte[LARGEST_QUERY];
    while (channel.isOpen()) {
      try {
        InetSocketAddress sender = (InetSocketAddress) channel.receive(in.clear());
        long arrived = System.nanoTime();
        int length = in.flip().remaining();
        in.get(packet, 0, length);
        boolean ipv6 = sender.getAddress() instanceof Inet6Address;
        int reply = fast.answer(packet, length, /* tcp= */ false, ipv6, arrived);
        if (reply > 0) {
          send(channel, out.clear().put(fast.reply(), 0, reply).flip(), sender);
        } else {
          dispatch(channel, packet, length, sender);
        }
      } catch (ClosedChannelException e) {
        return;
      } catch (IOException e) {
        LOG.log(Level.WARNING, "UDP receive failed: {0}", e.getMessage());
      }
    }
  }

  private void dispatch(
      DatagramChannel channel, byte[] bytes, int length, InetSocketAddress sender) {
    if (closing || !inFlight.enter(sender.getAddress())) {
      return;
    }
    byte[] packet = Arrays.copyOf(bytes, length);
    workers.execute(
        () -> {
          try {
            handler
                .handle(packet, new Client(sender, Transport.UDP))
                .ifPresent(reply -> send(channel, reply, sender));
          } finally {
            inFlight.leave(sender.getAddress());
          }
        });
  }

  private static void send(DatagramChannel channel, ByteBuffer reply, InetSocketAddress receiver) {
    try {
      channel.send(reply, receiver);
    } catch (IOException e) {
      // The client is gone or the network is; UDP clients ask again.
      LOG.log(Level.DEBUG, "no reply to {0}: {1}", receiver, e.getMessage());
    }
  }
}
