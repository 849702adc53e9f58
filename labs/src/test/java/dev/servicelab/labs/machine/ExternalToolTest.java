package dev.servicelab.labs.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExternalToolTest {
  private final List<String> progress = new ArrayList<>();

  @Test
  void resultAndProgressAreKeptApart() {
    ExternalTool tool = run(Duration.ofSeconds(10), "echo result; echo working >&2; exit 3");

    assertThat(tool.exitCode()).isEqualTo(3);
    assertThat(tool.stdout()).containsExactly("result");
    assertThat(progress).containsExactly("working");
    assertThat(tool.lastWord()).isEqualTo("working");
  }

  @Test
  void aProgramThatDoesNotEndIsStoppedWithItsChildren() {
    ExternalTool tool = run(Duration.ofMillis(300), "sleep 60 & echo started; wait");

    assertThat(tool.exitCode()).isEqualTo(ExternalTool.TIMED_OUT);
    assertThat(tool.stdout()).containsExactly("started");
  }

  @Test
  void aProgramThatDoesNotExistIsNamed() {
    assertThatThrownBy(
            () ->
                ExternalTool.run(
                    Path.of("."), Duration.ofSeconds(1), progress::add, List.of("/no/such/tool")))
        .isInstanceOf(CannotRunHere.class)
        .hasMessageContaining("/no/such/tool");
  }

  private ExternalTool run(Duration limit, String script) {
    return ExternalTool.run(Path.of("."), limit, progress::add, List.of("sh", "-c", script));
  }
}
