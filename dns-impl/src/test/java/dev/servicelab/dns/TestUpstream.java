package dev.servicelab.dns;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;

/**
 * Somebody else's DNS server on loopback, UDP and TCP, that answers as the test says: with
 * messages, or with whatever bytes.
 */
final class TestUpstream implements AutoCloseable {

  private final DatagramSocket udp;
  private final ServerSocket tcp;
  private final Datagrams overUdp;
  private final Stream overTcp;
  private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
  private final List<InetSocketAddress> askers = new CopyOnWriteArrayList<>();
  private final List<String> questions = new CopyOnWriteArrayList<>();

  private TestUpstream(Datagrams overUdp, Stream overTcp) throws IOException {
    this.overUdp = overUdp;
    this.overTcp = overTcp;
    InetAddress loopback = InetAddress.getLoopbackAddress();
    int port = TestPorts.unused();
    tcp = new ServerSocket(port, 10, loopback);
    udp = new DatagramSocket(new InetSocketAddress(loopback, port));
  }

  /** What is sent for a question that came by UDP. */
  @FunctionalInterface
  interface Datagrams {
    void reply(Message question, Sender sender) throws IOException;
  }

  /** Sends a datagram to who asked. */
  @FunctionalInterface
  interface Sender {
    void send(byte[] datagram) throws IOException;

    default void send(Message message) throws IOException {
      send(message.toWire());
    }
  }

  /** What is sent for a question that came by TCP. */
  @FunctionalInterface
  interface Stream {
    void reply(Message question, OutputStream out) throws IOException;
  }

  /** Answers both transports alike; a reply without the QR bit is not sent. */
  static TestUpstream of(UnaryOperator<Message> answers) {
    return of(answers, answers);
  }

  static TestUpstream of(UnaryOperator<Message> overUdp, UnaryOperator<Message> overTcp) {
    return start(
        (question, sender) -> {
          Message reply = overUdp.apply(question);
          if (reply.getHeader().getFlag(Flags.QR)) {
            sender.send(reply);
          }
        },
        (question, out) -> Framed.write(out, overTcp.apply(question).toWire()));
  }

  /** Sends anything over UDP, and nothing over TCP. */
  static TestUpstream overUdp(Datagrams replies) {
    return start(replies, (question, out) -> {});
  }

  /** Sends anything over TCP, and nothing over UDP. */
  static TestUpstream overTcp(Stream replies) {
    return start((question, sender) -> {}, replies);
  }

  private static TestUpstream start(Datagrams overUdp, Stream overTcp) {
    try {
      TestUpstream upstream = new TestUpstream(overUdp, overTcp);
      Thread.ofVirtual().start(upstream::serveUdp);
      Thread.ofVirtual().start(upstream::serveTcp);
      return upstream;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  InetSocketAddress socketAddress() {
    return (InetSocketAddress) tcp.getLocalSocketAddress();
  }

  /** {@code 127.0.0.1:PORT}, as a Corefile writes it. */
  String address() {
    return "127.0.0.1:" + tcp.getLocalPort();
  }

  /** What was asked, as {@code transport NAME}. */
  List<String> questions() {
    return questions;
  }

  /** Where questions came from by UDP, and connections by TCP. */
  List<InetSocketAddress> askers() {
    return askers;
  }

  @Override
  public void close() {
    udp.close();
    try {
      tcp.close();
      for (Socket connection : connections) {
        connection.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void serveUdp() {
    byte[] buffer = new byte[4096];
    while (!udp.isClosed()) {
      try {
        DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
        udp.receive(packet);
        SocketAddress asker = packet.getSocketAddress();
        askers.add((InetSocketAddress) asker);
        Message question = new Message(Arrays.copyOf(buffer, packet.getLength()));
        questions.add("udp " + question.getQuestion().getName());
        overUdp.reply(
            question, datagram -> udp.send(new DatagramPacket(datagram, datagram.length, asker)));
      } catch (IOException e) {
        // The test is over, or who asked has gone.
      }
    }
  }

  private void serveTcp() {
    while (!tcp.isClosed()) {
      try {
        Socket connection = tcp.accept();
        connections.add(connection);
        askers.add((InetSocketAddress) connection.getRemoteSocketAddress());
        Thread.ofVirtual().start(() -> serve(connection));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket connection) {
    try (connection) {
      while (true) {
        Message question = new Message(Framed.read(connection.getInputStream()));
        questions.add("tcp " + question.getQuestion().getName());
        overTcp.reply(question, connection.getOutputStream());
      }
    } catch (IOException e) {
      // The server has enough.
    }
  }
}
