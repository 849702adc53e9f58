package dev.servicelab.labs.course;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeatureCatalogTest {
  @TempDir private Path root = Path.of("unset");

  @BeforeEach
  void features() throws IOException {
    for (String name : List.of("dns/records", "service/cluster-ip", "service/node-port")) {
      Path file = root.resolve("features/" + name + ".feature");
      Files.createDirectories(file.getParent());
      Files.writeString(file, "Feature: " + name + "\n");
    }
  }

  @Test
  void withoutPatternEveryLabInOrder() {
    assertThat(selected()).containsExactly("records", "cluster-ip", "node-port");
  }

  @Test
  void aPatternMatchesTheWholeNameOrItsLastPart() {
    assertThat(selected("service/*")).containsExactly("cluster-ip", "node-port");
    assertThat(selected("node-port")).containsExactly("node-port");
    assertThat(selected("dns/records", "cluster-ip")).containsExactly("records", "cluster-ip");
  }

  @Test
  void aPatternThatSelectsNothingIsRefusedWithTheKnownLabs() {
    assertThatThrownBy(() -> selected("service/*", "ingress"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "no lab matches 'ingress'; labs: dns/records, service/cluster-ip, service/node-port");
  }

  private List<String> selected(String... globs) {
    return FeatureCatalog.of(root).select(List.of(globs)).stream()
        .map(path -> path.getFileName().toString().replace(".feature", ""))
        .toList();
  }
}
