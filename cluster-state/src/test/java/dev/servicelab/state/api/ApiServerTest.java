package dev.servicelab.state.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.servicelab.state.StateException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApiServerTest {
  private static final String GOOD =
      """
      current-context: here
      contexts: [{name: here, context: {cluster: c, user: u}}]
      clusters: [{name: c, cluster: {server: 'https://127.0.0.1:6444'}}]
      users: [{name: u, user: {token: t}}]
      """;

  @TempDir private Path folder;

  @Test
  void theCurrentContextDecides() throws IOException {
    assertThat(ApiServer.ofKubeconfig(file(GOOD))).hasToString("https://127.0.0.1:6444");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "current-context: here | current-context: there | :1: current-context: \"there\" is not in"
            + " contexts",
        "cluster: c, user | cluster: d, user | :2: contexts[0].context.cluster: \"d\" is not in"
            + " clusters",
        "server: 'https://127.0.0.1:6444' | x: y | :3: clusters[0].cluster.server: is missing",
        "https://127.0.0.1:6444 | 127.0.0.1 | :3: clusters[0].cluster.server: must be such as"
            + " https://127.0.0.1:6443, is \"127.0.0.1\"",
        "6444'}}] | 6444', certificate-authority-data: '-'}}] | :3:"
            + " clusters[0].cluster.certificate-authority-data: is not base64",
        "token: t | exec: {} | :4: users[0].user: asks a program for the token; give token,"
            + " tokenFile or a certificate",
      })
  void aWrongKubeconfigIsPointedAt(String good, String bad, String message) throws IOException {
    Path file = file(GOOD.replace(good, bad));

    assertThatThrownBy(() -> ApiServer.ofKubeconfig(file))
        .isInstanceOf(StateException.class)
        .hasMessage(file + message);
  }

  @Test
  void withoutAClusterItSaysWhatToGive() {
    assertThatThrownBy(() -> ApiServer.inCluster(Map.of()))
        .isInstanceOf(StateException.class)
        .hasMessageContaining("give --manifests DIR or --kubeconfig FILE");
  }

  private Path file(String yaml) throws IOException {
    return Files.writeString(folder.resolve("kubeconfig"), yaml);
  }
}
