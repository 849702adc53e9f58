package dev.servicelab.dns.upstream;

import dev.servicelab.dns.wire.UpstreamCodec;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.Optional;

/**
 * A UDP socket on a random port that hears one server only: the kernel drops what others send, and
 * says at once if nobody listens there.
 */
final class DatagramConnection implements Connection {

  private static final int LARGEST = UpstreamCodec.LARGEST_DATAGRAM;

  private static final int FLAGS = 2;
  private static final byte TRUNCATED = 0x02;

  private final DatagramSocket socket;
  private final DatagramPacket packet = new DatagramPacket(new byte[LARGEST + 1], LARGEST + 1);

  private DatagramConnection(DatagramSocket socket) {
    this.socket = socket;
  }

  static DatagramConnection to(InetSocketAddress server, Optional<InetAddress> source)
      throws IOException {
    DatagramSocket socket =
        source.isPresent()
            ? new DatagramSocket(new InetSocketAddress(source.get(), 0))
            : new DatagramSocket();
    try {
      socket.connect(server);
    } catch (IOException | RuntimeException e) {
      socket.close();
      throw e;
    }
    return new DatagramConnection(socket);
  }

  @Override
  public void send(byte[] message) throws IOException {
    socket.send(new DatagramPacket(message, message.length));
  }

  @Override
  public byte[] receive(long deadline) throws IOException {
    socket.setSoTimeout(Connection.millisLeft(deadline));
    packet.setLength(LARGEST + 1);
    socket.receive(packet);
    byte[] message = Arrays.copyOf(packet.getData(), packet.getLength());
    if (message.length > LARGEST) {
      // The rest is lost, which is what TC says; without it the reply would only look broken.
      message[FLAGS] |= TRUNCATED;
    }
    return message;
  }

  @Override
  public void close() {
    socket.close();
  }
}
