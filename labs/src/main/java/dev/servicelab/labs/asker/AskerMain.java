package dev.servicelab.labs.asker;

import dev.servicelab.labs.probe.Processes;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/**
 * Does errands in its network and PID namespace, over TCP: a line each, the answer is a line too.
 * See {@link Errand}. It also sends every packet to UDP port {@link Echo#PORT} back.
 */
public final class AskerMain {
  /** Where it listens. */
  public static final int PORT = 7071;

  private AskerMain() {}

  /** The names of all classes it needs beside the JDK's, main class first. */
  public static List<String> classes() {
    return Stream.of(AskerMain.class, Errand.class, Exchange.class, Echo.class, Processes.class)
        .flatMap(type -> Stream.concat(Stream.of(type), Stream.of(type.getDeclaredClasses())))
        .map(Class::getName)
        .toList();
  }

  /**
   * Listens until it is killed.
   *
   * @param args none
   * @throws IOException if a port is taken
   */
  public static void main(String[] args) throws IOException {
    Echo.start();
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
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String answer = Errand.parse(line).run() + "\n";
        visitor.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
      }
    } catch (IOException | IllegalArgumentException e) {
      System.err.println("a visitor was left without an answer: " + e);
    }
  }
}
