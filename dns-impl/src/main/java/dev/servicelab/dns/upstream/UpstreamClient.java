package dev.servicelab.dns.upstream;

import dev.servicelab.dns.chain.Client.Transport;
import dev.servicelab.dns.chain.Query;
import dev.servicelab.dns.wire.UpstreamCodec;
import dev.servicelab.dns.wire.UpstreamCodec.Reply;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;

/**
 * Asks one server one question, blocking its (virtual) thread. Each question has a socket of its
 * own, so that a forger has to guess the port as well as the number (RFC 5452 §9).
 */
public final class UpstreamClient {

  private static final int LARGEST_UDP_REPLY = 4096;

  private final SecureRandom numbers = new SecureRandom();

  /**
   * Asks over UDP, and again over TCP if the reply is cut.
   *
   * @param server where to ask
   * @param first the transport to begin with
   * @param patience how long each of the two attempts may take
   * @throws IOException if no proper reply came in time
   */
  public Reply ask(InetSocketAddress server, Query query, Transport first, Duration patience)
      throws IOException {
    if (first == Transport.UDP) {
      Reply reply = askUdp(server, query, patience);
      if (!reply.truncated()) {
        return reply;
      }
    }
    return askTcp(server, query, patience);
  }

  private Reply askUdp(InetSocketAddress server, Query query, Duration patience)
      throws IOException {
    int id = numbers.nextInt(1 << 16);
    byte[] question = UpstreamCodec.question(query, id);
    long deadline = System.nanoTime() + patience.toNanos();
    try (DatagramSocket socket = new DatagramSocket()) {
      // A connected socket hears "port unreachable" at once and takes nothing from other senders.
      socket.connect(server);
      socket.send(new DatagramPacket(question, question.length));
      DatagramPacket packet = new DatagramPacket(new byte[LARGEST_UDP_REPLY], LARGEST_UDP_REPLY);
      while (true) {
        socket.setSoTimeout(millisLeft(deadline));
        packet.setLength(LARGEST_UDP_REPLY);
        socket.receive(packet);
        byte[] bytes =
            ByteBuffer.allocate(packet.getLength())
                .put(packet.getData(), 0, packet.getLength())
                .array();
        Optional<Reply> reply = UpstreamCodec.reply(bytes, query, id);
        if (reply.isPresent()) {
          return reply.get();
        }
      }
    }
  }

  private Reply askTcp(InetSocketAddress server, Query query, Duration patience)
      throws IOException {
    int id = numbers.nextInt(1 << 16);
    byte[] question = UpstreamCodec.question(query, id);
    long deadline = System.nanoTime() + patience.toNanos();
    try (Socket socket = new Socket()) {
      socket.connect(server, millisLeft(deadline));
      socket.setSoTimeout(millisLeft(deadline));
      ByteBuffer framed = ByteBuffer.allocate(2 + question.length);
      framed.putShort((short) question.length).put(question);
      socket.getOutputStream().write(framed.array());
      DataInputStream in = new DataInputStream(socket.getInputStream());
      byte[] bytes = new byte[in.readUnsignedShort()];
      in.readFully(bytes);
      return UpstreamCodec.reply(bytes, query, id)
          .orElseThrow(() -> new IOException(server + " sent no reply to this question"));
    }
  }

  /** At least one, since 0 would mean to wait for ever. */
  private static int millisLeft(long deadline) throws SocketTimeoutException {
    long left = (deadline - System.nanoTime()) / 1_000_000;
    if (left <= 0) {
      throw new SocketTimeoutException("no reply in time");
    }
    return (int) left;
  }
}
