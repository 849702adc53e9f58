package dev.servicelab.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.servicelab.state.manifest.ManifestFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LabelSelectorTest {

  private static final Map<String, String> LABELS = Map.of("app", "web", "k8s.io/tier", "front");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "app=web                       | true",
        "app == web                    | true",
        "app!=web                      | false",
        "other!=web                    | true",
        "app in (api, web)             | true",
        "app in (api),k8s.io/tier      | false",
        "app notin (api)               | true",
        "other notin (api)             | true",
        "app notin (web)               | false",
        "k8s.io/tier                   | true",
        "!k8s.io/tier                  | false",
        "!other,app                    | true",
        "app=                          | false",
      })
  void choosesAsKubectlDoes(String selector, boolean chosen) {
    assertThat(LabelSelector.parse(selector).test(LABELS)).isEqualTo(chosen);
  }

  @ParameterizedTest
  @ValueSource(strings = {"app in (a,b)", "app notin (b)", "!old", "app", "app in (a),!old"})
  void isWrittenAsTheApiServerReadsIt(String selector) {
    assertThat(LabelSelector.parse(selector)).hasToString(selector);
    assertThat(LabelSelector.ALL).hasToString("");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a,", "=b", "a b", "a in b", "a > 5", "a=b=c", "!"})
  void refusesWhatIsNone(String selector) {
    assertThatThrownBy(() -> LabelSelector.parse(selector))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageEndingWith("does not choose labels");
  }

  @Test
  void manifestsAreChosenByTheirLabels(@TempDir Path folder) throws IOException {
    Files.writeString(
        folder.resolve("all.yaml"),
        """
        {apiVersion: v1, kind: Namespace, metadata: {name: one, labels: {team: a}}}
        ---
        {apiVersion: v1, kind: Namespace, metadata: {name: two, labels: {team: b}}}
        ---
        {apiVersion: v1, kind: Service, metadata: {name: web, namespace: one, labels: {app: web}},
         spec: {ports: [{port: 80}]}}
        ---
        {apiVersion: v1, kind: Service, metadata: {name: api, namespace: one}, spec: {ports: [{port: 80}]}}
        ---
        {apiVersion: v1, kind: Pod, metadata: {name: p, namespace: one}, status: {podIP: 10.0.0.1}}
        """);
    Interest all = Interest.dns(true);
    Interest some =
        all.limitedTo(LabelSelector.parse("app=web"), LabelSelector.parse("team in (a)"));

    ClusterSnapshot chosen = new ManifestFolder(folder, some).read(1);

    assertThat(chosen.services()).extracting(ServiceRecord::name).containsExactly("web");
    assertThat(chosen.namespaces()).containsExactly("one");
    assertThat(chosen.pods()).isEmpty();
    assertThat(new ManifestFolder(folder, all).read(1).services()).hasSize(2);
    assertThat(new ManifestFolder(folder, all).read(1).pods()).hasSize(1);
  }
}
