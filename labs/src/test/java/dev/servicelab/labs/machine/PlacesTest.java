package dev.servicelab.labs.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the checkout and the cache are. */
class PlacesTest {

  @Test
  void theCheckoutIsFoundFromAFolderInside(@TempDir Path root) throws IOException {
    Files.writeString(root.resolve("lab"), "#!/bin/sh\n");
    Files.createDirectories(root.resolve("manifests"));
    Path inside = Files.createDirectories(root.resolve("labs/src"));

    assertThat(ProjectRoot.find(inside)).isEqualTo(root);
  }

  @Test
  void outsideOfACheckoutTheMessageSaysWhatToDo(@TempDir Path elsewhere) {
    assertThatThrownBy(() -> ProjectRoot.find(elsewhere))
        .isInstanceOf(CannotRunHere.class)
        .hasMessageContaining("run ./lab inside the checkout");
  }

  @Test
  void theCacheIsWhereTheEnvironmentSays() {
    assertThat(CacheDir.locate("/a", "/b")).isEqualTo(Path.of("/a"));
    assertThat(CacheDir.locate(null, "/b")).isEqualTo(Path.of("/b/servicelab"));
    assertThat(CacheDir.locate("", ""))
        .isEqualTo(Path.of(System.getProperty("user.home"), ".cache/servicelab"));
  }
}
