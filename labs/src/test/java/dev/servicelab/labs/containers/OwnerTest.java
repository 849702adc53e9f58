package dev.servicelab.labs.containers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.servicelab.labs.containers.Owner.Life;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class OwnerTest {

  @Test
  void thisProcessIsAlive() {
    assertThat(Owner.current().life()).isEqualTo(Life.ALIVE);
  }

  @Test
  void aProcessThatHasEndedIsDead() throws IOException, InterruptedException {
    Process process = new ProcessBuilder("true").start();
    long pid = process.pid();
    assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();

    assertThat(new Owner(Owner.current().machine(), pid, 0).life()).isEqualTo(Life.DEAD);
  }

  @Test
  void aProcessIdThatWasUsedAgainIsDead() {
    Owner self = Owner.current();

    assertThat(new Owner(self.machine(), self.pid(), self.started() - 60_000).life())
        .isEqualTo(Life.DEAD);
  }

  @Test
  void nothingIsKnownOfAnotherBootOrPidNamespace() {
    Owner self = Owner.current();

    assertThat(new Owner("another-boot/1", self.pid(), self.started()).life())
        .isEqualTo(Life.UNKNOWN);
  }

  @Test
  void aLabelIsReadBackAsItWasWritten() {
    Owner self = Owner.current();

    assertThat(Owner.parse(self.text())).isEqualTo(self);
    assertThat(Owner.parse("written by hand")).isNull();
    assertThat(Owner.parse(null)).isNull();
  }
}
