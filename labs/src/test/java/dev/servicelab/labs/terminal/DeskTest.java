package dev.servicelab.labs.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The shell and the terminal, with programs that need no cluster. */
class DeskTest {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final Desk desk = new Desk("0a1b2c");

  @AfterEach
  void leave() {
    desk.close();
  }

  @Test
  void aLineIsReadByAShellInTheStudentsFolder() {
    desk.write("svc.yaml", "kind: Service\n");

    Screen screen = desk.type("$ echo $LAB_CLUSTER; cat svc.yaml | tr a-z A-Z; nonsense", LIMIT);

    assertThat(screen.lines()).containsExactly("0a1b2c", "KIND: SERVICE");
    assertThat(screen.remarks()).singleElement().asString().contains("nonsense");
    assertThat(screen.exitCode()).isEqualTo(127);
    assertThat(desk.transcript()).startsWith("$ echo $LAB_CLUSTER; ").contains("KIND: SERVICE\n");
  }

  @Test
  void aProgramInATerminalIsTypedAtWhenItPrompts() {
    Screen screen =
        desk.typeInTerminal(
            "PS1='# ' sh -i", List.of("test -t 0 && echo it is a term''inal", "exit 3"), LIMIT);

    assertThat(screen.lines()).contains("it is a terminal");
    assertThat(screen.exitCode()).isEqualTo(3);
  }

  /** The program reads the key itself, as {@code docker exec -it} does, which sends it on. */
  @Test
  void whatGoesOnForEverIsInterrupted() {
    Screen screen =
        desk.watch(
            "stty -isig -icanon; echo web-0; echo 'web-1   Running'; head -c 1 | od -An -tx1",
            List.of("web-1", "Running"),
            LIMIT);

    assertThat(screen.lines())
        .startsWith("web-0", "web-1   Running")
        .last()
        .asString()
        .contains("03");
  }

  @Test
  void aProgramThatDoesNotPromptIsGivenUp() {
    assertThatThrownBy(
            () -> desk.typeInTerminal("echo hello; cat", List.of("x"), Duration.ofSeconds(1)))
        .hasMessageContaining("a prompt for: x")
        .hasMessageContaining("hello");
  }
}
