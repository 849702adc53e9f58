package dev.servicelab.labs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which editor {@code lab kubectl edit} starts, by a shell of this machine. */
class KubectlCommandTest {
  private static final List<String> TELL =
      List.of("sh", "-c", "echo \"${KUBE_EDITOR-none} ${EDITOR-none}\"");

  @Test
  void anEditorThatIsThereIsTakenWithItsArguments() throws IOException {
    assertThat(run(Map.of("EDITOR", "cat -n", "KUBE_EDITOR", "")))
        .as("the kube editor may be empty")
        .isEqualTo(" cat -n");
  }

  @Test
  void anEditorThatIsNotThereIsNamedAndLeftOut() throws IOException {
    assertThat(run(Map.of("EDITOR", "cat", "KUBE_EDITOR", "no-such-editor --wait")))
        .isEqualTo("lab kubectl: the node has no editor 'no-such-editor --wait'\nnone cat");
  }

  private static String run(Map<String, String> environment) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(KubectlCommand.withEditor(environment, TELL)).redirectErrorStream(true);
    builder.environment().keySet().removeAll(List.of("EDITOR", "KUBE_EDITOR"));
    return new String(builder.start().getInputStream().readAllBytes(), StandardCharsets.UTF_8)
        .stripTrailing();
  }
}
