package dev.servicelab.proxy.rules.iptables.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.servicelab.proxy.Fixtures;
import dev.servicelab.proxy.RenderCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/**
 * Each folder of manifests gives the rules in the golden file of its name. {@code mvn test
 * -Dgolden.update=true} writes the files anew; read the difference before you keep it.
 */
class GoldenRulesTest {
  @ParameterizedTest
  @MethodSource("folders")
  void rulesAreAsWritten(String folder) throws IOException {
    Path golden = Fixtures.RESOURCES.resolve("golden").resolve(folder + ".iptables");
    String rules = rendered(Fixtures.RESOURCES.resolve("manifests").resolve(folder));
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

  /** As {@code lab render} prints them: IPv6 after IPv4, where there is any. */
  private static String rendered(Path folder) {
    StringWriter out = new StringWriter();
    int exit =
        new CommandLine(new RenderCommand())
            .setOut(new PrintWriter(out))
            .execute(
                "--manifests=" + folder,
                "--node=node1",
                "--cluster-cidr=10.244.0.0/16,fd00:10:244::/48");
    assertThat(exit).isZero();
    return out.toString();
  }

  static List<String> folders() {
    String[] folders = Fixtures.RESOURCES.resolve("manifests").toFile().list();
    assertThat(folders).hasSizeGreaterThanOrEqualTo(3);
    return Arrays.stream(folders).sorted().toList();
  }
}
