package dev.servicelab.proxy.rules.iptables.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.servicelab.proxy.Fixtures;
import dev.servicelab.proxy.net.IpFamily;
import dev.servicelab.proxy.rules.iptables.IptablesPrinter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each folder of manifests gives the rules in the golden file of its name. {@code mvn test
 * -Dgolden.update=true} writes the files anew; read the difference before you keep it.
 */
class GoldenRulesTest {
  @ParameterizedTest
  @MethodSource("folders")
  void rulesAreAsWritten(String folder) throws IOException {
    Path golden = Fixtures.RESOURCES.resolve("golden").resolve(folder + ".iptables");
    String rules =
        new IptablesPrinter(IpFamily.IPV4).print(Fixtures.rules(Fixtures.cluster(folder)));
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(golden, rules);
    }

    assertThat(rules).isEqualTo(Files.readString(golden));
  }

  @Test
  void everyGoldenFileHasItsManifests() {
    String[] files = Fixtures.RESOURCES.resolve("golden").toFile().list();

    assertThat(files)
        .containsExactlyInAnyOrderElementsOf(folders().stream().map(f -> f + ".iptables").toList());
  }

  static List<String> folders() {
    String[] folders = Fixtures.RESOURCES.resolve("manifests").toFile().list();
    assertThat(folders).hasSizeGreaterThanOrEqualTo(3);
    return Arrays.stream(folders).sorted().toList();
  }
}
