package dev.servicelab.dns;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;

/** Somebody else's DNS server on loopback, UDP and TCP, that answers as the test says. */
final class TestUpstream implements AutoCloseable {

  private final DatagramSocket udp;
  private final ServerSocket tcp;
  private final UnaryOperator<Message> overUdp;
  private final UnaryOperator<Message> overTcp;
  private final List<String> questions = new CopyOnWriteArrayList<>();

  /** Answers both transports alike; a reply without the QR bit is not sent. */
  static TestUpstream of(UnaryOperator<Message> answers) {
    return of(answers, answers);
  }

  static TestUpstream of(UnaryOperator<Message> overUdp, UnaryOperator<Message> overTcp) {
    try {
      TestUpstream upstream = new TestUpstream(overUdp, overTcp);
      Thread.ofVirtual().start(upstream::serveUdp);
      Thread.ofVirtual().start(upstream::serveTcp);
      return upstream;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private TestUpstream(UnaryOperator<Message> overUdp, UnaryOperator<Message> overTcp)
      throws IOException {
    this.overUdp = overUdp;
    this.overTcp = overTcp;
    InetAddress loopback = InetAddress.getLoopbackAddress();
    int port = TestPorts.unused();
    tcp = new ServerSocket(port, 10, loopback);
    udp = new DatagramSocket(new InetSocketAddress(loopback, port));
  }

  /** {@code 127.0.0.1:PORT}, as a Corefile writes it. */
  String address() {
    return "127.0.0.1:" + tcp.getLocalPort();
  }

  /** What was asked, as {@code transport NAME}. */
  List<String> questions() {
    return questions;
  }

  /** A reply to a question, still empty. */
  static Message reply(Message question) {
    Message reply = new Message(question.getHeader().getID());
    reply.getHeader().setFlag(Flags.QR);
    reply.getHeader().setFlag(Flags.RA);
    reply.addRecord(question.getQuestion(), Section.QUESTION);
    return reply;
  }

  /** A reply with as many addresses 192.0.2.x. */
  static Message addresses(Message question, int count) {
    Message reply = reply(question);
    Name name = question.getQuestion().getName();
    for (int i = 1; i <= count; i++) {
      InetAddress address = InetAddress.ofLiteral("192.0.2." + i);
      reply.addRecord(new ARecord(name, DClass.IN, 60, address), Section.ANSWER);
    }
    return reply;
  }

  /** A denial with the SOA of example.org. */
  static Message denial(Message question, int rcode) {
    Message reply = reply(question);
    reply.getHeader().setRcode(rcode);
    Name zone = Name.fromConstantString("example.org.");
    Record soa = new SOARecord(zone, DClass.IN, 60, zone, zone, 1, 1, 1, 1, /* minimum= */ 20);
    reply.addRecord(soa, Section.AUTHORITY);
    return reply;
  }

  @Override
  public void close() {
    udp.close();
    try {
      tcp.close();
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
        Message question = new Message(Arrays.copyOf(buffer, packet.getLength()));
        questions.add("udp " + question.getQuestion().getName());
        Message reply = overUdp.apply(question);
        if (reply.getHeader().getFlag(Flags.QR)) {
          byte[] bytes = reply.toWire();
          udp.send(new DatagramPacket(bytes, bytes.length, packet.getSocketAddress()));
        }
      } catch (SocketException e) {
        return;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private void serveTcp() {
    while (!tcp.isClosed()) {
      try (Socket socket = tcp.accept()) {
        DataInputStream in = new DataInputStream(socket.getInputStream());
        Message question = new Message(in.readNBytes(in.readUnsignedShort()));
        questions.add("tcp " + question.getQuestion().getName());
        byte[] bytes = overTcp.apply(question).toWire();
        DataOutputStream out = new DataOutputStream(socket.getOutputStream());
        out.writeShort(bytes.length);
        out.write(bytes);
      } catch (SocketException e) {
        return;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
