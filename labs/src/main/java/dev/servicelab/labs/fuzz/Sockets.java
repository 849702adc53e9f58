package dev.servicelab.labs.fuzz;

import dev.servicelab.labs.fuzz.GoodQuestions.Good;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.Arrays;
import java.util.Optional;

/** Hostile packets over real sockets, and good questions in between. */
final class Sockets implements AutoCloseable {

  /** Long enough for a machine that has much else to do; a server that is stuck takes longer. */
  private static final int PATIENCE_MILLIS = 20_000;

  private static final int LARGEST = 65535;

  private final InetSocketAddress server;
  private final DatagramSocket hostile;
  private final DatagramSocket good;
  private final byte[] room = new byte[LARGEST];

  Sockets(InetSocketAddress server) throws IOException {
    this.server = server;
    this.hostile = connected();
    this.good = connected();
  }

  /** Sends a packet over UDP and does not wait: the server may have many to deal with. */
  void flood(byte[] packet) throws IOException {
    hostile.send(new DatagramPacket(packet, packet.length));
  }

  /**
   * Asks a good question over UDP, from another port than the packets come from.
   *
   * @return what is wrong with the answer
   */
  Optional<String> ask(Good question, int id) throws IOException {
    byte[] packet = question.packet(id);
    good.send(new DatagramPacket(packet, packet.length));
    DatagramPacket reply = new DatagramPacket(room, room.length);
    try {
      do {
        good.receive(reply);
      } while (Judge.id(room) != id);
    } catch (SocketTimeoutException e) {
      return Optional.of("no answer over UDP to " + question.name());
    }
    return wrong(question, Arrays.copyOf(room, reply.getLength()));
  }

  /**
   * Sends a packet over a TCP connection of its own, then a good question over the same one.
   *
   * @param announced the length that is written before the packet; may be a lie
   * @return what is wrong with the answer, if there should have been one
   */
  Optional<String> overTcp(byte[] packet, int announced, Good question, int id) throws IOException {
    boolean lie = announced != packet.length;
    try (Socket socket = new Socket(server.getAddress(), server.getPort())) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      DataOutputStream out = new DataOutputStream(socket.getOutputStream());
      out.writeShort(announced);
      out.write(packet);
      if (lie) {
        // The rest of the conversation would be read as part of this packet: go without a word.
        return Optional.empty();
      }
      byte[] asked = question.packet(id);
      out.writeShort(asked.length);
      out.write(asked);
      return answer(new DataInputStream(socket.getInputStream()), question, id);
    } catch (SocketTimeoutException e) {
      return Optional.of("no answer over TCP to " + question.name());
    } catch (SocketException e) {
      return lie ? Optional.empty() : Optional.of("the TCP connection broke: " + e.getMessage());
    }
  }

  @Override
  public void close() {
    hostile.close();
    good.close();
  }

  /** Replies to the hostile packet may come first, or behind (RFC 7766 §6.2.1.1). */
  private static Optional<String> answer(DataInputStream in, Good question, int id)
      throws IOException {
    try {
      while (true) {
        byte[] reply = in.readNBytes(in.readUnsignedShort());
        if (reply.length > 1 && Judge.id(reply) == id) {
          return wrong(question, reply);
        }
      }
    } catch (EOFException e) {
      return Optional.of("the TCP connection ended before the answer to " + question.name());
    }
  }

  private static Optional<String> wrong(Good question, byte[] reply) {
    return question.isAnsweredBy(reply)
        ? Optional.empty()
        : Optional.of("%s was answered '%s'".formatted(question.name(), GoodQuestions.told(reply)));
  }

  private DatagramSocket connected() throws IOException {
    DatagramSocket socket = new DatagramSocket();
    socket.connect(server);
    socket.setSoTimeout(PATIENCE_MILLIS);
    return socket;
  }
}
