package dev.servicelab.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder of YAML in the place of a cluster: answers follow it, and outlive its mistakes. */
class FollowedManifestsTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String COREFILE = ". {\n kubernetes cluster.local\n}\n";
  private static final String WEB = "web.shop.svc.cluster.local A";

  @TempDir private Path folder;
  @TempDir private Path manifests;

  private void write(String address) throws IOException {
    Files.writeString(
        manifests.resolve("web.yaml"),
        """
        apiVersion: v1
        kind: Namespace
        metadata: {name: shop}
        ---
        apiVersion: v1
        kind: Service
        metadata: {name: web, namespace: shop}
        spec:
          clusterIP: %s
          ports: [{port: 80}]
        """
            .formatted(address));
  }

  @Test
  void answersFollowTheFilesAndOutliveTheirMistakes() throws Exception {
    write("10.96.0.20");
    try (RunningServer dns = RunningServer.over(manifests, folder, COREFILE);
        LogLines lines = LogLines.of("dev.servicelab.state.manifest.ManifestStateSource")) {
      assertThat(dns.dig(WEB)).endsWith(" 10.96.0.20");

      write("10.96.0.777");
      await().atMost(PATIENCE).until(() -> !lines.all().isEmpty());
      assertThat(lines.all().getFirst())
          .startsWith(manifests.resolve("web.yaml") + ":9: spec.clusterIP: \"10.96.0.777\"");
      assertThat(dns.dig(WEB)).endsWith(" 10.96.0.20");

      write("10.96.0.21");
      await().atMost(PATIENCE).until(() -> dns.dig(WEB).endsWith(" 10.96.0.21"));
    }
  }
}
