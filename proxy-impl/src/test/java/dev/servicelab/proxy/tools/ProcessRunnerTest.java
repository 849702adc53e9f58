package dev.servicelab.proxy.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ProcessRunnerTest {

  @Test
  void whatAToolReadsPrintsAndComplainsOfIsKept() {
    String input = "a line\n".repeat(10_000);

    ToolResult result =
        new ProcessRunner().run(List.of("sh", "-c", "cat; echo oh >&2; exit 3"), input);

    assertThat(result).isEqualTo(new ToolResult(3, input, "oh\n"));
  }

  /** As iptables does that reads rules which somebody else writes faster than it can read. */
  @Test
  @Timeout(30)
  void aToolThatNeitherEndsNorClosesItsOutputIsEnded() {
    ProcessRunner impatient = new ProcessRunner(Duration.ofSeconds(1));

    assertThatThrownBy(() -> impatient.run(List.of("tail", "-f", "/dev/null"), ""))
        .isInstanceOf(ToolFailed.class)
        .hasMessage("tail did not end within 1 s");
  }
}
