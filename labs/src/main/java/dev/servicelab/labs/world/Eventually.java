package dev.servicelab.labs.world;

import dev.servicelab.labs.cluster.ClusterFailed;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Looks again and again until what is seen passes a check several times in a row. A cluster reacts
 * late and from many places, so a single look proves neither success nor failure.
 */
public final class Eventually {

  private static final int LOOKS_TO_TELL = 3;

  private final Duration poll;

  /**
   * @param timeouts where the pause between two looks comes from
   */
  public Eventually(Timeouts timeouts) {
    this.poll = timeouts.poll();
  }

  /**
   * Waits until the check has passed {@link Timeouts#IN_A_ROW} times in a row.
   *
   * @param expectation what is waited for, in the reader's words, as the first line of a failure
   * @param limit how long it may take
   * @param look how to look; a refusal of the API server counts as a failed look
   * @param check throws an {@link AssertionError} unless it likes what it is given
   * @return what the last look saw
   * @throws AssertionError when the limit has passed; it tells the expectation, and the last looks
   *     with what was wrong
   */
  public <T> T see(
      String expectation, Duration limit, Supplier<? extends T> look, Consumer<? super T> check) {
    return see(expectation, limit, Timeouts.IN_A_ROW, look, check);
  }

  /**
   * As {@link #see(String, Duration, Supplier, Consumer)}, with another number of times in a row.
   *
   * @param inARow at least 1
   */
  public <T> T see(
      String expectation,
      Duration limit,
      int inARow,
      Supplier<? extends T> look,
      Consumer<? super T> check) {
    Looks<T> looks = new Looks<>(look, check);
    try {
      Awaitility.await()
          .pollInSameThread()
          .pollDelay(Duration.ZERO)
          .pollInterval(poll)
          .atMost(limit)
          .until(() -> looks.again() >= inARow);
    } catch (ConditionTimeoutException e) {
      throw new AssertionError(looks.report(expectation, limit, inARow), looks.lastFailure);
    }
    return looks.last();
  }

  /** What has been seen so far. */
  private static final class Looks<T> {
    private final Supplier<? extends T> look;
    private final Consumer<? super T> check;
    private final Deque<String> told = new ArrayDeque<>();
    private final Deque<T> seen = new ArrayDeque<>();
    private @Nullable Throwable lastFailure;
    private int count;
    private int inARow;

    Looks(Supplier<? extends T> look, Consumer<? super T> check) {
      this.look = look;
      this.check = check;
    }

    /** Looks once more and returns how many times in a row the check has now passed. */
    int again() {
      count++;
      try {
        T observed = look.get();
        seen.clear();
        seen.add(observed);
        check.accept(observed);
        inARow++;
        tell("as expected: " + observed);
      } catch (AssertionError | KubernetesClientException | ClusterFailed e) {
        inARow = 0;
        lastFailure = e;
        tell(String.valueOf(e.getMessage()).strip());
      }
      return inARow;
    }

    T last() {
      return seen.getLast();
    }

    private void tell(String what) {
      told.addLast("look %d: %s".formatted(count, what));
      if (told.size() > LOOKS_TO_TELL) {
        told.removeFirst();
      }
    }

    String report(String expectation, Duration limit, int wanted) {
      return "%s: not seen %d times in a row within %.1f s (%d looks); the last of them:\n%s"
          .formatted(
              expectation, wanted, limit.toMillis() / 1000.0, count, String.join("\n", told));
    }
  }
}
