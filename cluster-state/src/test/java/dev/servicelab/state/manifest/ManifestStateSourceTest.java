package dev.servicelab.state.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.servicelab.state.ClusterSnapshot;
import dev.servicelab.state.Interest;
import dev.servicelab.state.StateException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManifestStateSourceTest {
  private static final String WEB =
      "kind: Service\nmetadata: {name: web}\nspec: {ports: [{port: 80}]}\n";

  @TempDir private Path folder;

  private final BlockingQueue<ClusterSnapshot> snapshots = new LinkedBlockingQueue<>();

  @Test
  void changesAreDeliveredAndAWrongOneLeavesTheLastGoodState() throws Exception {
    write(WEB);
    try (ManifestStateSource source = new ManifestStateSource(folder, Interest.dns(false))) {
      source.start(snapshots::add);
      assertThat(next()).isNotNull().matches(s -> s.revision() == 1 && s.services().size() == 1);

      write(WEB.replace("80", "eighty"));
      write(WEB + "---\n" + WEB.replace("web", "shop"));
      assertThat(next()).isNotNull().matches(s -> s.revision() == 2 && s.services().size() == 2);

      Files.writeString(folder.resolve("notes.txt"), "no manifest");
      Files.delete(folder.resolve("a.yaml"));
      assertThat(next()).isNotNull().matches(s -> s.revision() == 3 && s.services().isEmpty());
    }
  }

  @Test
  void aWrongManifestAtStartIsAnError() throws IOException {
    write("kind: Service\n");
    try (ManifestStateSource source = new ManifestStateSource(folder, Interest.dns(false))) {
      assertThatThrownBy(() -> source.start(snapshots::add))
          .isInstanceOf(StateException.class)
          .hasMessageContaining("a.yaml:1: metadata.name: is missing");
    }
  }

  private @Nullable ClusterSnapshot next() throws InterruptedException {
    return snapshots.poll(10, TimeUnit.SECONDS);
  }

  private void write(String text) throws IOException {
    Files.writeString(folder.resolve("a.yaml"), text);
  }
}
