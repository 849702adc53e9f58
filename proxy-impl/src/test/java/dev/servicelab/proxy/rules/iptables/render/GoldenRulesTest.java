package dev.servicelab.proxy.rules.iptables.render;

import dev.servicelab.proxy.Fixtures;
import dev.servicelab.proxy.GoldenFiles;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each folder of manifests gives the rules in the golden file of its name. */
class GoldenRulesTest {
  private static final GoldenFiles GOLDEN =
      new GoldenFiles(Fixtures.RESOURCES.resolve("golden"), ".iptables", List.of());

  @ParameterizedTest
  @MethodSource("dev.servicelab.proxy.GoldenFiles#folders")
  void rulesAreAsWritten(String folder) throws IOException {
    GOLDEN.assertAsWritten(folder);
  }

  @Test
  void everyGoldenFileHasItsManifests() {
    GOLDEN.assertComplete();
  }
}
