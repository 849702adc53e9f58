package dev.servicelab.labs.probe;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** A line over TCP, and a line back, for each visitor as long as it likes. */
public final class LineServer {
  private LineServer() {}

  /** What a visitor talks to. */
  @FunctionalInterface
  public interface Clerk {
    /**
     * The answer to a line, both without an end of line.
     *
     * @throws IllegalArgumentException if the line means nothing; the visitor is left then
     */
    String answer(String line) throws IOException;
  }

  /** Where clerks come from, one for each visitor. */
  @FunctionalInterface
  public interface Office {
    /** A clerk of the visitor's own. */
    Clerk clerk() throws IOException;
  }

  /**
   * Listens until the process is killed.
   *
   * @param complaints what became of a visitor who was left without an answer
   * @throws IOException if the port is taken
   */
  public static void listen(int port, Office office, Consumer<String> complaints)
      throws IOException {
    try (ServerSocket door = new ServerSocket(port)) {
      while (true) {
        Socket visitor = door.accept();
        Thread.ofPlatform().daemon().start(() -> serve(visitor, office, complaints));
      }
    }
  }

  private static void serve(Socket visitor, Office office, Consumer<String> complaints) {
    try (visitor;
        BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(visitor.getInputStream(), StandardCharsets.US_ASCII))) {
      visitor.setTcpNoDelay(true);
      Clerk clerk = office.clerk();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String answer = clerk.answer(line) + "\n";
        visitor.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
      }
    } catch (IOException | IllegalArgumentException e) {
      complaints.accept("a visitor was left without an answer: " + e);
    }
  }
}
