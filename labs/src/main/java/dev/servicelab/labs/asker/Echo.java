package dev.servicelab.labs.asker;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;

/**
 * Sends every packet back: what one thread of Java can do with UDP here when it does nothing else,
 * and so the ceiling of every DNS server of that shape.
 */
public final class Echo {
  /** Where it listens, on the loopback interface. */
  public static final int PORT = 7;

  private static final int LARGEST = 65_535;

  /** RFC 1035 section 4.1.1: the first byte of the flags, and its bit that marks a response. */
  private static final int FLAGS = 2;

  private static final int RESPONSE = 0x80;

  private Echo() {}

  static void start() throws IOException {
    DatagramChannel channel = DatagramChannel.open();
    channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), PORT));
    Thread.ofPlatform().daemon().start(() -> serve(channel));
  }

  private static void serve(DatagramChannel channel) {
    ByteBuffer packet = ByteBuffer.allocateDirect(LARGEST);
    while (channel.isOpen()) {
      try {
        packet.clear();
        SocketAddress sender = channel.receive(packet);
        packet.flip();
        if (packet.limit() > FLAGS) {
          packet.put(FLAGS, (byte) (packet.get(FLAGS) | RESPONSE));
        }
        channel.send(packet, sender);
      } catch (IOException e) {
        // Whoever sent it is gone.
      }
    }
  }
}
