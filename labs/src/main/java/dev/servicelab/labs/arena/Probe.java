package dev.servicelab.labs.arena;

import dev.servicelab.labs.cluster.ClusterFailed;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;

/**
 * The probe of one corner, asked from here. Moments are this process's own {@link
 * System#nanoTime()}, taken when the answer arrives, so that they compare with those of a write.
 *
 * @param host where the probe's port is published
 * @param port that port
 */
public record Probe(String host, int port) {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final String TIMEOUT = "timeout";

  /** Which tables are meant: iptables' or ip6tables'. */
  public enum Family {
    /** IPv4. */
    IP,
    /** IPv6. */
    IP6;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The moment at which a chain of table nat exists; the probe looks from now on. */
  public CompletableFuture<Long> whenChain(Family family, String chain) {
    return when("chain %s nat %s %d".formatted(family.word(), chain, LIMIT.toMillis()));
  }

  /** The moment at which a chain of table nat has so many rules; the probe looks from now on. */
  public CompletableFuture<Long> whenRules(Family family, String chain, int count) {
    return when("until %s nat %s %d %d".formatted(family.word(), chain, count, LIMIT.toMillis()));
  }

  /** How many rules a chain of table nat has now; 0 if there is no such chain. */
  public int rules(Family family, String chain) {
    return Integer.parseInt(ask("rules %s nat %s".formatted(family.word(), chain)));
  }

  /** The moment at which a process with this word in its command line runs. */
  public CompletableFuture<Long> whenProcess(String word) {
    return when("process %s %d".formatted(word, LIMIT.toMillis()));
  }

  /** The id of the process with this word in its command line. */
  public int process(String word) {
    return Integer.parseInt(ask("process %s 1000".formatted(word)));
  }

  private CompletableFuture<Long> when(String question) {
    CompletableFuture<Long> moment = new CompletableFuture<>();
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                ask(question);
                moment.complete(System.nanoTime());
              } catch (ClusterFailed e) {
                moment.completeExceptionally(e);
              }
            });
    return moment;
  }

  private String ask(String question) {
    try (Socket socket = new Socket(host, port);
        BufferedReader answers =
            new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))) {
      socket.setTcpNoDelay(true);
      socket.getOutputStream().write((question + "\n").getBytes(StandardCharsets.US_ASCII));
      String answer = answers.readLine();
      if (answer == null || answer.startsWith(TIMEOUT)) {
        throw new ClusterFailed(
            "the kernel never showed '%s', but: %s".formatted(question, answer));
      }
      return answer;
    } catch (IOException e) {
      throw new ClusterFailed("the probe does not answer: " + e.getMessage(), e);
    }
  }
}
