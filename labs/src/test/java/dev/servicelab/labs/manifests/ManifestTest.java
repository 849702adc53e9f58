package dev.servicelab.labs.manifests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.servicelab.labs.world.FeatureFile;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ManifestTest {

  private static final String TEXT =
      """
      # a comment
      apiVersion: v1
      kind: Service
      metadata:
        name: web
      spec:
        ports:
          - name: http
            port: 80
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: web
      spec:
        replicsa: 3
        template:
          spec:
            containers:
              - name: one
                image: a
              - name: two
                image: b
      """;

  private final Manifest manifest = Manifest.parse("manifests/service/web.yaml", TEXT);

  @Test
  void findsAnObjectByKindAndName() {
    assertThat(manifest.documents()).hasToString("[Service web, Deployment web]");
    assertThat(manifest.document("Deployment", "web", "").content().get("apiVersion"))
        .isEqualTo("apps/v1");
    assertThatThrownBy(() -> manifest.document("Pod", "web", ""))
        .isInstanceOf(ManifestFailed.class)
        .hasMessage(
            "manifests/service/web.yaml: has no Pod web, only [Service web, Deployment web]");
  }

  @Test
  void tellsTheVersionsOfAnObjectApart() {
    String name = "apiVersion: v1\nkind: Service\nmetadata:\n  name: web\n";
    Manifest two =
        Manifest.parse(
            "x.yaml",
            name + "---\n" + name + "  annotations: {dev.servicelab.version: with a node port}\n");
    assertThat(two.documents()).hasToString("[Service web, Service web: with a node port]");
    assertThat(two.first()).hasToString("[Service web]");
    assertThat(two.document("Service", "web", "with a node port").position("metadata"))
        .isEqualTo("x.yaml:8");
    assertThatThrownBy(() -> two.document("Service", "web", "without"))
        .hasMessageStartingWith("x.yaml: has no Service web: without, only [Service web, ");
  }

  @Test
  void knowsTheLineOfEachField() {
    ManifestDocument service = manifest.document("Service", "web", "");
    ManifestDocument deployment = manifest.document("Deployment", "web", "");
    assertThat(service.position("spec.ports[0].port")).isEqualTo("manifests/service/web.yaml:9");
    assertThat(deployment.position(".spec.template.spec.containers[name=\"two\"].image"))
        .endsWith(":23");
    assertThat(deployment.position("spec.template.metadata.labels"))
        .as("as far as it exists")
        .endsWith(":17");
    assertThat(deployment.position("")).endsWith(":11");
  }

  @Test
  void explainsWhatTheSchemaRefuses() {
    Status status =
        new StatusBuilder()
            .withCode(422)
            .withMessage(
                "failed to create typed patch object (shop/web; apps/v1, Kind=Deployment):"
                    + " .spec.replicsa: field not declared in schema")
            .build();
    assertThat(
            Manifests.explain(
                manifest.document("Deployment", "web", ""), new KubernetesClientException(status)))
        .isEqualTo(
            "manifests/service/web.yaml:16: Deployment web: spec.replicsa: field not declared in"
                + " schema");
  }

  @Test
  void explainsWhatTheApiServerRefuses() {
    Status status =
        new StatusBuilder()
            .withCode(422)
            .withMessage("Service \"web\" is invalid: spec.ports[0].port: Invalid value: 99999")
            .withNewDetails()
            .addNewCause("spec.ports[0].port", "Invalid value: 99999", "FieldValueInvalid")
            .endDetails()
            .build();
    assertThat(
            Manifests.explain(
                manifest.document("Service", "web", ""), new KubernetesClientException(status)))
        .isEqualTo(
            "manifests/service/web.yaml:9: Service web: spec.ports[0].port: Invalid value: 99999");
  }

  @Test
  void refusesWhatIsNoManifest() {
    assertThatThrownBy(() -> Manifest.parse("x.yaml", "kind: Pod\nkind: Pod\n"))
        .isInstanceOf(ManifestFailed.class)
        .hasMessageStartingWith("x.yaml:2: ");
    assertThatThrownBy(() -> Manifest.parse("x.yaml", "a: [1\nb: 2\n"))
        .hasMessageStartingWith("x.yaml:2: ");
    assertThatThrownBy(() -> Manifest.parse("x.yaml", "---\n- 1\n"))
        .hasMessage("x.yaml:2: not a Kubernetes object");
    assertThatThrownBy(() -> Manifest.parse("x.yaml", "apiVersion: v1\nkind: Pod\n"))
        .hasMessage("x.yaml:1: metadata.name is missing");
    assertThatThrownBy(() -> Manifest.read(Path.of("nowhere"), Path.of("service/x.yaml")))
        .hasMessageStartingWith("manifests/service/x.yaml: cannot be read");
  }

  @Test
  void belongsToTheFeatureOfTheSameStem() {
    URI onClasspath = URI.create("classpath:features/service/node-port.feature");
    assertThat(FeatureFile.stem(onClasspath)).isEqualTo("node-port");
    assertThat(FeatureFile.manifest(onClasspath)).isEqualTo(Path.of("service", "node-port.yaml"));
    assertThat(FeatureFile.manifest(URI.create("file:///x/features/dns/a.feature")))
        .isEqualTo(Path.of("dns", "a.yaml"));
  }
}
