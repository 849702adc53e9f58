package dev.servicelab.state.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class BurstsTest {
  private static final Duration NEVER = Duration.ofHours(1);
  private static final Duration NONE = Duration.ZERO;

  /** A permit for each call that began, and one for each that may end. */
  private final Semaphore begun = new Semaphore(0);

  private final Semaphore mayEnd = new Semaphore(0);
  private final AtomicInteger calls = new AtomicInteger();

  @Test
  void aChangeThatComesAloneIsNotKeptWaiting() throws InterruptedException {
    // Whoever waited for quiet here would wait for an hour.
    try (Bursts bursts = bursts(new Bursts.Pace(Duration.ofMillis(1), NEVER, NEVER))) {
      bursts.changed();
      awaitCall();
      mayEnd.release();
      awaitCalm();
      bursts.changed();
      awaitCall();
    }
  }

  @Test
  void whatComesSoonAfterACallIsGatheredUntilItIsQuiet() throws InterruptedException {
    try (Bursts bursts = bursts(new Bursts.Pace(NEVER, Duration.ofMillis(300), NEVER))) {
      bursts.changed();
      awaitCall();
      mayEnd.release(10);
      for (int i = 0; i < 1_000; i++) {
        bursts.changed();
      }
      awaitCall();
      assertThat(begun.tryAcquire(500, TimeUnit.MILLISECONDS)).isFalse();
      assertThat(calls).hasValue(2);
    }
  }

  @Test
  void changesDuringACallLeadToOneMore() throws InterruptedException {
    try (Bursts bursts = bursts(new Bursts.Pace(NONE, NONE, NONE))) {
      bursts.changed();
      awaitCall();
      for (int i = 0; i < 1_000; i++) {
        bursts.changed();
      }
      mayEnd.release(10);
      awaitCall();
      assertThat(begun.tryAcquire(200, TimeUnit.MILLISECONDS)).isFalse();
      assertThat(calls).hasValue(2);
    }
  }

  @Test
  void noChangeWaitsForQuietLongerThanItShould() throws InterruptedException {
    try (Bursts bursts = bursts(new Bursts.Pace(NEVER, NEVER, Duration.ofMillis(50)))) {
      bursts.changed();
      awaitCall();
      mayEnd.release(10);
      bursts.changed();
      // Never quiet: changes keep coming until the call comes, or the test gives up.
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
      while (System.nanoTime() < end && !begun.tryAcquire(1, TimeUnit.MILLISECONDS)) {
        bursts.changed();
      }
      assertThat(calls).hasValue(2);
    }
  }

  private Bursts bursts(Bursts.Pace pace) {
    Bursts bursts =
        new Bursts(
            pace,
            () -> {
              calls.incrementAndGet();
              begun.release();
              mayEnd.acquireUninterruptibly();
            });
    bursts.start();
    return bursts;
  }

  /** Until the last call has ended and nothing bounds the wait for the next change any more. */
  private void awaitCalm() {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                mayEnd.availablePermits() == 0
                    && Thread.getAllStackTraces().keySet().stream()
                        .filter(thread -> thread.getName().equals("snapshots"))
                        .allMatch(thread -> thread.getState() == Thread.State.WAITING));
  }

  private void awaitCall() throws InterruptedException {
    assertThat(begun.tryAcquire(30, TimeUnit.SECONDS)).isTrue();
  }
}
