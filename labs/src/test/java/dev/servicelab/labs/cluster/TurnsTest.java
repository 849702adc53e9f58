package dev.servicelab.labs.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class TurnsTest {
  private final Turns turns = new Turns();
  private final List<String> running = Collections.synchronizedList(new ArrayList<>());

  @Test
  void asManyAsTheLimitSaysRunSideBySide() {
    turns.limit(2);
    Scenario first = begin("first");
    Scenario second = begin("second");
    Scenario third = waiting("third");
    assertThat(running).containsExactly("first", "second");

    first.end();
    third.runs();
    assertThat(running).containsExactly("second", "third");
    second.end();
    third.end();
  }

  @Test
  void aloneIsAloneAndKeepsThoseBehindItWaiting() {
    turns.limit(4);
    Scenario first = begin("first");
    Scenario alone = waiting("alone", "@alone");
    Scenario behind = waiting("behind");

    first.end();
    alone.runs();
    assertThat(running).containsExactly("alone");
    alone.end();
    behind.runs();
    behind.end();
  }

  @Test
  void whatOnlyOneMayUseIsUsedByOneAtATimeAndOthersGoPast() {
    turns.limit(3);
    Scenario first = begin("first", "@uses-port-32000", "@mission-A4");
    Scenario second = waiting("second", "@uses-port-32000", "@uses-the-moon");
    Scenario moon = waiting("moon", "@uses-the-moon");
    Scenario other = begin("other", "@mission-A4", "@uses-port-32001");
    assertThat(running).containsExactly("first", "other");

    first.end();
    second.runs();
    assertThat(running).containsExactly("other", "second");
    second.end();
    moon.runs();
    moon.end();
    other.end();
  }

  @Test
  void endingTwiceMakesNoRoomForTwo() {
    Scenario first = begin("first");
    first.end();
    Scenario second = begin("second");
    first.end();
    Scenario third = waiting("third");
    assertThat(running).containsExactly("second");
    second.end();
    third.runs();
    third.end();
  }

  private Scenario begin(String name, String... tags) {
    Scenario scenario = new Scenario(name, tags);
    scenario.runs();
    return scenario;
  }

  private Scenario waiting(String name, String... tags) {
    Scenario scenario = new Scenario(name, tags);
    await().until(() -> scenario.thread.getState() == Thread.State.WAITING);
    return scenario;
  }

  /** A thread that takes a turn and keeps it until it is told. */
  private final class Scenario {
    private final String name;
    private final CountDownLatch has = new CountDownLatch(1);
    private final Thread thread;
    private Turns.@Nullable Turn turn;

    Scenario(String name, String... tags) {
      this.name = name;
      this.thread =
          Thread.ofPlatform()
              .daemon()
              .start(
                  () -> {
                    turn = turns.take(List.of(tags));
                    running.add(name);
                    has.countDown();
                  });
    }

    void runs() {
      try {
        has.await();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }

    void end() {
      running.remove(name);
      Objects.requireNonNull(turn).close();
    }
  }
}
