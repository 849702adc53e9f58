package dev.servicelab.labs.traffic;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * Measures how long it takes until all requests go where they should after a pod was replaced. Both
 * times count from the moment that this object is made, and are as exact as the pauses between two
 * rounds of requests are short.
 */
public final class Convergence {

  private final long begin = System.nanoTime();
  private long oldOut = begin;
  private long newIn = begin;

  /**
   * Takes one round into account.
   *
   * @param wanted the names of all pods that should answer
   * @return whether every request of the round was answered by one of them, and each of them
   *     answered
   */
  public boolean round(List<Replies> replies, Set<String> wanted) {
    boolean strays =
        replies.stream()
            .anyMatch(r -> !r.failures().isEmpty() || !wanted.containsAll(r.byPod().keySet()));
    boolean complete =
        replies.stream()
                .flatMap(r -> r.byPod().keySet().stream())
                .distinct()
                .filter(wanted::contains)
                .count()
            == wanted.size();
    if (strays) {
      oldOut = System.nanoTime();
    }
    if (strays || !complete) {
      newIn = System.nanoTime();
    }
    return !strays && complete;
  }

  /** Until the last request that failed or went to a pod that should no longer be asked. */
  public Duration oldOut() {
    return Duration.ofNanos(oldOut - begin);
  }

  /** Until the last round in which one of the pods that should answer did not. */
  public Duration newIn() {
    return Duration.ofNanos(newIn - begin);
  }

  /** Both times, for the report. */
  public String report() {
    return "old address out after %.1f s, new address in after %.1f s"
        .formatted(oldOut().toMillis() / 1000.0, newIn().toMillis() / 1000.0);
  }
}
