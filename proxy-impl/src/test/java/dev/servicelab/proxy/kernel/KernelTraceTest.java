package dev.servicelab.proxy.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Tracer and kernel tell the same of the same packet: its way, rule by rule, and its translation.
 * 10,000 made-up packets to made-up clusters in made-up configurations. The README says how to have
 * more of them, or others.
 */
class KernelTraceTest {
  private static final int SETS = Integer.getInteger("servicelab.sets", 40);
  private static final long SEED = Long.getLong("servicelab.seed", 1);
  private static final int PACKETS = 250;

  /** What some of so many packets must have met, or too little was looked at. */
  private static final List<String> KINDS =
      List.of(
          "IPV4 TCP",
          "IPV4 UDP",
          "IPV4 SCTP",
          "IPV6 TCP",
          "IPV6 UDP",
          "IPV6 SCTP",
          "from NODE",
          "from NETWORK",
          "translated",
          "untouched",
          "rejected",
          "dropped",
          "masqueraded",
          "by chance",
          "by affinity");

  @BeforeAll
  static void needsNamespaces() {
    Optional<String> obstacle = NetworkNamespace.obstacleToTraces();
    obstacle.ifPresent(reason -> System.err.println("KernelTraceTest skipped: " + reason));
    assumeTrue(obstacle.isEmpty(), () -> obstacle.orElse(""));
  }

  @Test
  void theKernelGoesAWayOfTheTracers() throws InterruptedException, ExecutionException {
    Map<String, Integer> seen = new TreeMap<>();
    List<String> disagreements = new ArrayList<>();
    for (Future<Comparison> set : compared()) {
      disagreements.addAll(set.get().disagreements());
      set.get().seen().forEach((what, count) -> seen.merge(what, count, Integer::sum));
    }
    System.err.println("KernelTraceTest: " + SETS + " sets from seed " + SEED + ": " + seen);

    assertThat(disagreements).as(disagreements.size() + " disagreements").isEmpty();
    assertThat(seen)
        .containsEntry("agreed", SETS * PACKETS)
        .containsKeys(KINDS.toArray(String[]::new));
  }

  private static List<Future<Comparison>> compared() {
    int processors = Math.min(2, Runtime.getRuntime().availableProcessors());
    List<Future<Comparison>> sets = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(processors)) {
      for (int number = 0; number < SETS; number++) {
        long seed = SEED + number;
        int processor = number % processors;
        sets.add(threads.submit(() -> RandomSet.of(seed, PACKETS).compare(processor)));
      }
    }
    return sets;
  }
}
