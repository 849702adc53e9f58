package dev.servicelab.labs.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.servicelab.labs.machine.ProjectRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Conventions of features/ and manifests/. */
class FoldersTest {

  private static final Path MANIFESTS = ProjectRoot.find().resolve("manifests");
  private static final Path FEATURES = MANIFESTS.resolveSibling("features");

  @Test
  void everyFeatureIsAPageToReadOn() throws IOException {
    Set<String> features = stems(FEATURES, ".feature");
    assertThat(features).hasSizeGreaterThan(30);
    for (String stem : features) {
      assertThat(Files.readString(FEATURES.resolve(stem + ".feature")))
          .as(stem)
          .contains("Scenario", "https://kubernetes.io/docs/");
    }
  }

  @Test
  void manifestsOfFeaturesAreSoundAndLeaveTheNamespaceToTheScenario() throws IOException {
    int documents = 0;
    for (String stem : stems(MANIFESTS, ".yaml")) {
      Manifest manifest = Manifest.read(MANIFESTS, Path.of(stem + ".yaml"));
      assertThat(Files.readString(MANIFESTS.resolve(stem + ".yaml"))).doesNotContain(":latest");
      for (ManifestDocument document : manifest.documents()) {
        documents++;
        if (!stem.startsWith("install/")) {
          assertThat(document.content().get("metadata"))
              .as("%s in %s", document, stem)
              .asInstanceOf(InstanceOfAssertFactories.MAP)
              .doesNotContainKey("namespace");
        }
      }
    }
    assertThat(documents).isGreaterThan(30);
  }

  /** Two scenarios that run side by side cannot both have a node port of the same number. */
  @Test
  void whoeverFixesANodePortSaysSo() throws IOException {
    Pattern port = Pattern.compile("nodePort: (\\d+)");
    int found = 0;
    for (String stem : stems(FEATURES, ".feature")) {
      String feature = Files.readString(FEATURES.resolve(stem + ".feature"));
      String manifest = Files.readString(MANIFESTS.resolve(stem + ".yaml"));
      for (MatchResult fixed : port.matcher(manifest).results().toList()) {
        found++;
        assertThat(feature).as(stem).contains("@uses-port-" + fixed.group(1));
      }
    }
    assertThat(found).isPositive();
  }

  /** Whoever compares ours with the reference compares programs, not settings. */
  @ParameterizedTest
  @CsvSource({"proxy, image|args|command|kube-proxy", "dns, image"})
  void theReferenceIsInstalledAsOursIs(String what, String mayDiffer) throws IOException {
    List<String> ours = lines("install/" + what + ".yaml");
    List<String> reference = lines("install/reference-" + what + ".yaml");
    assertThat(ours).hasSizeGreaterThan(50);
    Pattern allowed = Pattern.compile("^\\s*(- /usr/local/bin/)?(%s)(:.*)?$".formatted(mayDiffer));
    assertThat(difference(ours, reference))
        .isNotEmpty()
        .allMatch(line -> allowed.matcher(line).matches());
    assertThat(difference(reference, ours))
        .isNotEmpty()
        .allMatch(line -> allowed.matcher(line).matches());
  }

  private static List<String> difference(List<String> from, List<String> without) {
    return from.stream().filter(line -> !without.contains(line)).toList();
  }

  private static List<String> lines(String manifest) throws IOException {
    return Files.readAllLines(MANIFESTS.resolve(manifest)).stream()
        .filter(line -> !line.startsWith("#"))
        .toList();
  }

  private static Set<String> stems(Path folder, String ending) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .map(file -> folder.relativize(file).toString())
          .filter(file -> file.endsWith(ending))
          .map(file -> file.substring(0, file.length() - ending.length()))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }
}
