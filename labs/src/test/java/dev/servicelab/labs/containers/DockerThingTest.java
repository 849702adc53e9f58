package dev.servicelab.labs.containers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.servicelab.labs.containers.DockerThing.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whose things a later run may remove. */
class DockerThingTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  private static final Instant IDLE_SINCE = NOW.minus(Duration.ofMinutes(10));

  @Test
  void whatARunningProcessOwnsIsNotAbandoned() {
    assertThat(thing(Owner.current().text(), true, NOW).abandoned(IDLE_SINCE)).isFalse();
    assertThat(thing(Owner.current().text(), false, Instant.EPOCH).abandoned(IDLE_SINCE)).isFalse();
  }

  @Test
  void whatAProcessLeftThatIsGoneIsAbandonedEvenIfItRuns() {
    Owner self = Owner.current();
    String gone = new Owner(self.machine(), self.pid(), self.started() + 1).text();

    assertThat(thing(gone, true, NOW).abandoned(IDLE_SINCE)).isTrue();
  }

  @Test
  void whatAnotherMachineOwnsIsAbandonedOnlyWhenItLiesIdleForLong() {
    String foreign = "another-boot/1/2/3";

    assertThat(thing(foreign, true, Instant.EPOCH).abandoned(IDLE_SINCE)).isFalse();
    assertThat(thing(foreign, false, NOW).abandoned(IDLE_SINCE)).isFalse();
    assertThat(thing(foreign, false, Instant.EPOCH).abandoned(IDLE_SINCE)).isTrue();
  }

  @Test
  void labelsSayWhoseAndWhetherKept() {
    Map<String, String> labels = Labels.of("4f2a", "3/own/own/iptables", true);

    assertThat(labels)
        .containsEntry("dev.servicelab", "true")
        .containsEntry("dev.servicelab.cluster", "4f2a")
        .containsEntry("dev.servicelab.kept", "true");
    assertThat(Owner.parse(labels.get(Labels.OWNER))).isEqualTo(Owner.current());
    assertThat(Labels.of("4f2a", "3/own/own/iptables", false)).doesNotContainKey(Labels.KEPT);
  }

  private static DockerThing thing(String owner, boolean running, Instant created) {
    Map<String, String> labels = new HashMap<>(Map.of(Labels.LAB, "true", Labels.OWNER, owner));
    return new DockerThing(Kind.CONTAINER, "id", "lab-4f2a-node1", labels, running, created);
  }
}
