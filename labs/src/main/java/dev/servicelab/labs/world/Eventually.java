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
  private final Settled settled;

  /**
   * @param timeouts where the pause between two looks comes from
   */
  public Eventually(Timeouts timeouts) {
    this(timeouts, (begun, looks) -> {});
  }

  /**
   * @param timeouts where the pause between two looks comes from
   * @param settled is told when a wait has ended well
   */
  Eventually(Timeouts timeouts, Settled settled) {
    this.poll = timeouts.poll();
    this.settled = settled;
  }

  /** Who wants to know since when something has been as expected. */
  interface Settled {
    /**
     * A wait has ended well.
     *
     * @param begun when the first of the good looks began, as {@link System#nanoTime()}
     * @param look which look that was, from 1
     */
    void since(long begun, int look);
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
    settled.since(looks.goodSince, looks.count - looks.inARow + 1);
    return looks.last();
  }

  /** What has been seen so far. */
  private static final class Looks<T> {
    private final Supplier<? extends T> look;
    private final Consumer<? super T> check;
    private final Deque<String> told = new ArrayDeque<>();
    private final Deque<T> seen = new ArrayDeque<>();
    private @Nullable Throwable lastFailure;
    private long goodSince;
    private int count;
    private int inARow;

    Looks(Supplier<? extends T> look, Consumer<? super T> check) {
      this.look = look;
      this.check = check;
    }

    /** Looks once more and returns how many times in a row the check has now passed. */
    int again() {
      count++;
      long begun = System.nanoTime();
      try {
        T observed = look.get();
        seen.clear();
        seen.add(observed);
        check.accept(observed);
        goodSince = inARow == 0 ? begun : goodSince;
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
