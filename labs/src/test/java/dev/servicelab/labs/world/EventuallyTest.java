package dev.servicelab.labs.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.servicelab.labs.cluster.ClusterFailed;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class EventuallyTest {

  private static final Duration ENOUGH = Duration.ofSeconds(20);

  private final Eventually eventually = new Eventually(quick());

  @Test
  void believesOnlyWhatHoldsSeveralTimesInARow() {
    Iterator<String> looks = List.of("bad", "good", "bad", "good", "good", "good").iterator();
    AtomicInteger count = new AtomicInteger();
    String last =
        eventually.see(
            "it is good",
            ENOUGH,
            () -> {
              count.incrementAndGet();
              return looks.next();
            },
            EventuallyTest::isGood);
    assertThat(last).isEqualTo("good");
    assertThat(count).as("the single success at look 2 does not count").hasValue(5);
  }

  @Test
  void aRefusalIsAFailedLook() {
    AtomicInteger count = new AtomicInteger();
    String last =
        eventually.see(
            "it is good",
            ENOUGH,
            1,
            () -> {
              if (count.incrementAndGet() < 3) {
                throw new ClusterFailed("the node does not answer");
              }
              return "good";
            },
            EventuallyTest::isGood);
    assertThat(last).isEqualTo("good");
    assertThat(count).hasValue(3);
  }

  @Test
  void aMistakeInTheLookIsNotWaitedFor() {
    assertThatThrownBy(
            () ->
                eventually.see(
                    "it is good",
                    ENOUGH,
                    () -> {
                      throw new IllegalStateException("a mistake");
                    },
                    EventuallyTest::isGood))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("a mistake");
  }

  @Test
  void tellsExpectationAndTheLastLooks() {
    AtomicInteger count = new AtomicInteger();
    assertThatThrownBy(
            () ->
                eventually.see(
                    "it is good",
                    Duration.ofSeconds(1), // a busy machine, too, looks more than three times in it
                    () -> "bad " + count.incrementAndGet(),
                    EventuallyTest::isGood))
        .isInstanceOf(AssertionError.class)
        .hasMessageStartingWith("it is good: not seen 2 times in a row within 1.0 s (")
        .hasMessageContaining("expected: \"good\"")
        .hasMessageContaining("but was: \"bad " + count.get() + "\"")
        .hasMessageNotContaining("look 1:");
  }

  private static void isGood(String seen) {
    assertThat(seen).isEqualTo("good");
  }

  private static Timeouts quick() {
    Duration poll = Duration.ofMillis(5);
    return new Timeouts(
        poll, ENOUGH, ENOUGH, ENOUGH, ENOUGH, ENOUGH, ENOUGH, ENOUGH, ENOUGH, ENOUGH, ENOUGH);
  }
}
