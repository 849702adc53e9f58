package dev.servicelab.proxy.rules.ipvs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.servicelab.proxy.Fixtures;
import dev.servicelab.proxy.GoldenFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each folder of manifests gives the text in the golden file of its name, for all four tools. */
class GoldenIpvsTest {
  private static final GoldenFiles GOLDEN =
      new GoldenFiles(Fixtures.RESOURCES.resolve("golden-ipvs"), ".ipvs", List.of("--mode=ipvs"));

  @ParameterizedTest
  @MethodSource("dev.servicelab.proxy.GoldenFiles#folders")
  void textIsAsWritten(String folder) throws IOException {
    GOLDEN.assertAsWritten(folder);
  }

  @Test
  void everyGoldenFileHasItsManifests() {
    GOLDEN.assertComplete();
  }

  @Test
  void theLinesOnTheProxysPageAreThoseOfItsCluster() throws IOException {
    String page = Files.readString(Path.of("../docs/proxy.md"));
    int start = page.indexOf("```ipvs\n") + "```ipvs\n".length();
    List<String> shown = page.substring(start, page.indexOf("```", start)).lines().toList();

    assertThat(shown).hasSizeGreaterThan(5);
    assertThat(Files.readAllLines(GOLDEN.of("web"))).containsSubsequence(shown);
  }
}
