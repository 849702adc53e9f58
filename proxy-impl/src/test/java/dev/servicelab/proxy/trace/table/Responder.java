package dev.servicelab.proxy.trace.table;

import dev.servicelab.proxy.kernel.NetworkNamespace;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;

/** Answers whoever asks with its own name and the address it sees: {@code web-1 10.244.1.14}. */
final class Responder {
  private Responder() {}

  /**
   * Serves a port, both by TCP and UDP, until the namespace goes; listens when this returns.
   *
   * @throws java.util.concurrent.CompletionException if it cannot
   */
  static void serve(NetworkNamespace namespace, String name, int port) {
    CompletableFuture<Void> tcp = new CompletableFuture<>();
    CompletableFuture<Void> udp = new CompletableFuture<>();
    CompletableFuture<Void> tcpServer = namespace.inside(() -> tcp(name, port, tcp));
    CompletableFuture<Void> udpServer = namespace.inside(() -> udp(name, port, udp));
    // A server ends only when something is wrong with it.
    CompletableFuture.anyOf(tcp, tcpServer).join();
    CompletableFuture.anyOf(udp, udpServer).join();
  }

  @SuppressWarnings("InfiniteLoopStatement")
  private static Void tcp(String name, int port, CompletableFuture<Void> listening)
      throws IOException {
    try (ServerSocket server = new ServerSocket(port)) {
      listening.complete(null);
      while (true) {
        try (Socket client = server.accept()) {
          client.getOutputStream().write(answer(name, client.getInetAddress()));
        }
      }
    }
  }

  @SuppressWarnings("InfiniteLoopStatement")
  private static Void udp(String name, int port, CompletableFuture<Void> listening)
      throws IOException {
    try (DatagramSocket server = new DatagramSocket(port)) {
      listening.complete(null);
      while (true) {
        DatagramPacket question = new DatagramPacket(new byte[64], 64);
        server.receive(question);
        byte[] answer = answer(name, question.getAddress());
        server.send(new DatagramPacket(answer, answer.length, question.getSocketAddress()));
      }
    }
  }

  private static byte[] answer(String name, InetAddress seen) {
    return (name + " " + seen.getHostAddress()).getBytes(StandardCharsets.US_ASCII);
  }
}
