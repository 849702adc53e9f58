package dev.servicelab.proxy.rules.ipvs;

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
 * Each folder of manifests gives the text in the golden file of its name, for all four tools.
 * {@code mvn test -Dgolden.update=true} writes the files anew; read the difference before you keep
 * it.
 */
class GoldenIpvsTest {
  private static final Path GOLDEN = Fixtures.RESOURCES.resolve("golden-ipvs");

  @ParameterizedTest
  @MethodSource("folders")
  void textIsAsWritten(String folder) throws IOException {
    Path golden = GOLDEN.resolve(folder + ".ipvs");
    String text = rendered(Fixtures.RESOURCES.resolve("manifests").resolve(folder));
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(golden, text);
    }

    assertThat(text).isEqualTo(Files.readString(golden));
  }

  @Test
  void everyGoldenFileHasItsManifests() {
    assertThat(GOLDEN.toFile().list())
        .containsExactlyInAnyOrderElementsOf(folders().stream().map(f -> f + ".ipvs").toList());
  }

  @Test
  void theLinesOnTheProxysPageAreThoseOfItsCluster() throws IOException {
    String page = Files.readString(Path.of("../docs/proxy.md"));
    int start = page.indexOf("```ipvs\n") + "```ipvs\n".length();
    List<String> shown = page.substring(start, page.indexOf("```", start)).lines().toList();

    assertThat(shown).hasSizeGreaterThan(5);
    assertThat(Files.readAllLines(GOLDEN.resolve("web.ipvs"))).containsSubsequence(shown);
  }

  private static String rendered(Path folder) {
    StringWriter out = new StringWriter();
    int exit =
        new CommandLine(new RenderCommand())
            .setOut(new PrintWriter(out))
            .execute(
                "--manifests=" + folder,
                "--node=node1",
                "--mode=ipvs",
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
