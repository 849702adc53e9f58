package dev.servicelab.labs.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final AtomicLong clock = new AtomicLong();
  private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

  @Test
  void withoutTerminalBeginAndEndAreLinesWithTheSecondsSoFar() {
    Progress progress = new Progress(out, false, clock::get);
    Progress.Step step = progress.begin("nodes Ready");
    clock.addAndGet(2_500_000_000L);
    step.at("node2 has not registered");
    step.done();

    assertThat(lines())
        .containsExactly("[   0.0 s] nodes Ready …", "[   2.5 s] nodes Ready: done (2.5 s)");
  }

  @Test
  void withoutTerminalALongStepTellsNowAndThenWhereItIs() {
    Progress progress = new Progress(out, false, clock::get);
    Progress.Step step = progress.begin("node image");
    for (int second = 1; second <= 25; second++) {
      clock.addAndGet(1_000_000_000L);
      step.at("package " + second);
    }

    assertThat(lines())
        .containsExactly(
            "[   0.0 s] node image …",
            "[  10.0 s] node image: package 10",
            "[  20.0 s] node image: package 20");
  }

  @Test
  void aStepThatIsLeftByAnErrorHasFailed() {
    Progress progress = new Progress(out, false, clock::get);
    Progress.Step step = progress.begin("DNS answers");
    step.close();
    step.close();

    assertThat(lines()).last().isEqualTo("[   0.0 s] DNS answers: failed (0.0 s)");
    assertThat(lines()).hasSize(2);
  }

  @Test
  void onATerminalStepsShareOneLineThatIsWrittenOver() {
    Progress progress = new Progress(out, true, clock::get);
    Progress.Step first = progress.begin("node image");
    Progress.Step second = progress.begin("images of ours");
    progress.say("pulling is slow");
    first.done();
    second.done();

    assertThat(text()).contains("node image 0 s | images of ours 0 s").contains("\r\u001b[K");
    assertThat(text().lines().filter(line -> line.contains("] ")).count()).isEqualTo(3);
  }

  private List<String> lines() {
    return text().lines().toList();
  }

  private String text() {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
