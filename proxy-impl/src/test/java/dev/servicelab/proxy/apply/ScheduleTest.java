package dev.servicelab.proxy.apply;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ScheduleTest {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private final Schedule schedule = new Schedule(Duration.ofSeconds(1), Duration.ofSeconds(30));

  @Test
  void nothingIsDueBeforeTheFirstState() {
    assertThat(schedule.due()).isEqualTo(Schedule.NEVER);
    assertThat(schedule.verifies(Schedule.NEVER)).isFalse();
  }

  @Test
  void theFirstStateIsDueAtOnceAndTheNextAfterTheMinimum() {
    schedule.changed();
    assertThat(schedule.due()).isZero();

    sync(10 * SECOND);
    schedule.changed();
    assertThat(schedule.due()).isEqualTo(11 * SECOND);
  }

  @Test
  void withoutChangesTheKernelIsCheckedEachPeriod() {
    schedule.changed();
    sync(10 * SECOND);

    assertThat(schedule.due()).isEqualTo(40 * SECOND);
    schedule.started();
    schedule.succeeded(41 * SECOND, true);
    assertThat(schedule.due()).isEqualTo(71 * SECOND);
  }

  @Test
  void changesDoNotPutTheCheckOff() {
    schedule.changed();
    sync(10 * SECOND);
    schedule.changed();
    sync(35 * SECOND);

    assertThat(schedule.due()).isEqualTo(40 * SECOND);
    assertThat(schedule.verifies(39 * SECOND)).isFalse();
    assertThat(schedule.verifies(40 * SECOND)).isTrue();
  }

  @Test
  void aChangeThatWaitsGoesBeforeTheCheckButNotForever() {
    schedule.changed();
    sync(10 * SECOND);
    schedule.changed();

    assertThat(schedule.verifies(69 * SECOND)).isFalse();
    assertThat(schedule.verifies(70 * SECOND)).isTrue();
  }

  @Test
  void failuresAreRetriedEverLaterUpToThePeriod() {
    long[] waits = new long[7];
    for (int i = 0; i < waits.length; i++) {
      schedule.started();
      schedule.failed(0);
      waits[i] = schedule.due() / SECOND;
    }

    assertThat(waits).containsExactly(1, 2, 4, 8, 16, 30, 30);
    schedule.succeeded(0, false);
    assertThat(schedule.due()).isEqualTo(30 * SECOND);
  }

  private void sync(long now) {
    schedule.started();
    schedule.succeeded(now, false);
  }
}
