package dev.servicelab.dns;

import dev.servicelab.state.ClusterSnapshot;
import dev.servicelab.state.Interest;
import dev.servicelab.state.manifest.ManifestFolder;
import java.nio.file.Path;

/** The cluster in {@code src/test/resources/cluster}. */
final class TestCluster {

  static final Path FOLDER = Path.of("src/test/resources/cluster");

  private TestCluster() {}

  static ClusterSnapshot snapshot() {
    return new ManifestFolder(FOLDER, Interest.dns(true)).read(1);
  }
}
