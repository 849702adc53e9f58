package dev.servicelab.labs.demo;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** Answers each datagram with the facts as JSON, from the address that it was sent to. */
final class UdpEcho implements AutoCloseable {

  private static final int LARGEST_QUESTION = 2048;

  private final DemoIdentity who;
  private final DatagramSocket socket;

  UdpEcho(DemoIdentity who, int port) throws IOException {
    this.who = who;
    this.socket = new DatagramSocket(port);
  }

  /** Answers until closed. */
  void serve() {
    byte[] buffer = new byte[LARGEST_QUESTION];
    while (!socket.isClosed()) {
      try {
        DatagramPacket question = new DatagramPacket(buffer, buffer.length);
        socket.receive(question);
        byte[] answer = answer(question);
        socket.send(new DatagramPacket(answer, answer.length, question.getSocketAddress()));
      } catch (IOException e) {
        if (!socket.isClosed()) {
          System.err.println("demo: UDP echo: " + e.getMessage());
        }
      }
    }
  }

  private byte[] answer(DatagramPacket question) {
    String text =
        new String(
                question.getData(),
                question.getOffset(),
                question.getLength(),
                StandardCharsets.UTF_8)
            .strip();
    // A wildcard socket is not told which address a datagram was sent to; in a pod it can only be
    // the pod's.
    String server = who.podIp() + ":" + socket.getLocalPort();
    String client = Facts.text((InetSocketAddress) question.getSocketAddress());
    return new Facts(who, client, server, text)
        .in(ReplyFormat.JSON)
        .getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    socket.close();
  }
}
