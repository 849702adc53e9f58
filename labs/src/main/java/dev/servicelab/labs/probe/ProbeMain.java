package dev.servicelab.labs.probe;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/**
 * Answers questions about the rules of its network namespace and the processes of its PID
 * namespace, over TCP: a line each, the answer is a line too. See {@link Question}.
 */
public final class ProbeMain {
  /** Where it listens. */
  public static final int PORT = 7070;

  private ProbeMain() {}

  /** The names of all classes it needs beside the JDK's, main class first. */
  public static List<String> classes() {
    return Stream.of(
            ProbeMain.class,
            Question.class,
            NetfilterTables.class,
            NetlinkSocket.class,
            Processes.class)
        .flatMap(type -> Stream.concat(Stream.of(type), Stream.of(type.getDeclaredClasses())))
        .map(Class::getName)
        .toList();
  }

  /**
   * Listens until it is killed.
   *
   * @param args none
   * @throws IOException if the port is taken
   */
  public static void main(String[] args) throws IOException {
    try (ServerSocket door = new ServerSocket(PORT)) {
      while (true) {
        Socket visitor = door.accept();
        Thread.ofPlatform().daemon().start(() -> serve(visitor));
      }
    }
  }

  private static void serve(Socket visitor) {
    try (visitor;
        BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(visitor.getInputStream(), StandardCharsets.US_ASCII))) {
      visitor.setTcpNoDelay(true);
      NetfilterTables tables = new NetfilterTables(new NetlinkSocket());
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String answer = Question.parse(line).answer(tables) + "\n";
        visitor.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
      }
    } catch (IOException | IllegalArgumentException e) {
      System.err.println("a visitor was left without an answer: " + e);
    }
  }
}
