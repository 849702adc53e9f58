package dev.servicelab.dns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.servicelab.dns.plugins.PluginCatalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each plugin is a package with a README of four sections whose Corefiles can be started. */
class PluginReadmeTest {

  private static final Path PLUGINS = Path.of("src/main/java/dev/servicelab/dns/plugins");
  private static final Pattern HEADING = Pattern.compile("(?m)^##? .+$");
  private static final Pattern COREFILE = Pattern.compile("(?s)~~~ corefile\n(.*?)~~~");

  static Stream<String> plugins() {
    return PluginCatalog.names().stream();
  }

  @Test
  void everyPackageIsInTheCatalogOnce() throws IOException {
    try (Stream<Path> entries = Files.list(PLUGINS)) {
      List<String> packages =
          entries
              .filter(Files::isDirectory)
              .map(folder -> String.valueOf(folder.getFileName()))
              .toList();

      assertThat(packages)
          .hasSizeGreaterThanOrEqualTo(11)
          .containsExactlyInAnyOrderElementsOf(PluginCatalog.names());
    }
  }

  @ParameterizedTest
  @MethodSource("plugins")
  void theReadmeHasItsSections(String plugin) throws IOException {
    assertThat(HEADING.matcher(readme(plugin)).results().map(MatchResult::group))
        .containsExactly("# " + plugin, "## Name", "## Description", "## Syntax", "## Examples");
  }

  @ParameterizedTest
  @MethodSource("plugins")
  void theReadmesCorefilesCanBeStarted(String plugin) throws IOException {
    List<String> corefiles = corefiles(plugin);

    assertThat(corefiles).isNotEmpty();
    for (String corefile : corefiles) {
      ServerConfig config = ChainUnderTest.build(corefile, new TestProcess(Optional.empty()));
      assertThat(config.plugins()).extracting(used -> used.name()).contains(plugin);
    }
  }

  private static List<String> corefiles(String plugin) throws IOException {
    List<String> corefiles = new ArrayList<>();
    COREFILE.matcher(readme(plugin)).results().forEach(found -> corefiles.add(found.group(1)));
    return corefiles;
  }

  private static String readme(String plugin) throws IOException {
    return Files.readString(PLUGINS.resolve(plugin).resolve("README.md"));
  }
}
