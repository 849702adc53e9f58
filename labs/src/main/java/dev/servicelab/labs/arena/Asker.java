package dev.servicelab.labs.arena;

import dev.servicelab.labs.cluster.ClusterFailed;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The program that asks in a corner's namespace, told from here what to ask.
 *
 * @param host where its port is published
 * @param port that port
 */
public record Asker(String host, int port) {
  private static final long LIMIT_MILLIS = 60_000;
  private static final int PATIENCE_MILLIS = 4_000;
  private static final String TIMEOUT = "timeout";
  private static final String CLOSED = "closed";

  /**
   * Sends a query and waits some seconds for its response.
   *
   * @param transport {@code udp} or {@code tcp}
   * @param address a loopback address of the namespace
   * @param query a whole DNS message
   * @return the response, empty if there is none
   */
  public Optional<byte[]> ask(String transport, String address, int at, byte[] query) {
    String answer =
        line(
            "%s %s %d %d %s"
                .formatted(
                    transport, address, at, PATIENCE_MILLIS, HexFormat.of().formatHex(query)));
    return answer.equals(TIMEOUT) || answer.equals(CLOSED)
        ? Optional.empty()
        : Optional.of(HexFormat.of().parseHex(answer));
  }

  /** The moment at which the DNS on port 53 first gives a positive answer to a query. */
  public CompletableFuture<Long> whenAnswered(byte[] query) {
    return when("answered %d %s".formatted(LIMIT_MILLIS, HexFormat.of().formatHex(query)));
  }

  /** The moment at which a process with this word in its command line runs. */
  CompletableFuture<Long> whenProcess(String word) {
    return when("process %s %d".formatted(word, LIMIT_MILLIS));
  }

  /** The id of the process with this word in its command line. */
  int process(String word) {
    return Integer.parseInt(line("process %s 1000".formatted(word)));
  }

  private CompletableFuture<Long> when(String errand) {
    CompletableFuture<Long> moment = new CompletableFuture<>();
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                if (line(errand).equals(TIMEOUT)) {
                  throw new ClusterFailed("it never came to this: " + errand);
                }
                moment.complete(System.nanoTime());
              } catch (ClusterFailed e) {
                moment.completeExceptionally(e);
              }
            });
    return moment;
  }

  private String line(String errand) {
    try (Socket socket = new Socket(host, port);
        BufferedReader answers =
            new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))) {
      socket.setTcpNoDelay(true);
      socket.getOutputStream().write((errand + "\n").getBytes(StandardCharsets.US_ASCII));
      String answer = answers.readLine();
      if (answer == null) {
        throw new ClusterFailed("the asker has no answer to: " + errand);
      }
      return answer;
    } catch (IOException e) {
      throw new ClusterFailed("the asker does not answer: " + e.getMessage(), e);
    }
  }
}
