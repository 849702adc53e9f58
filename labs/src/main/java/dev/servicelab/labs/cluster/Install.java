package dev.servicelab.labs.cluster;

import dev.servicelab.labs.machine.ProjectRoot;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Puts proxy, DNS and the tools pods on a cluster, by server-side apply. */
final class Install {
  private static final String FIELD_MANAGER = "servicelab";

  private final KubernetesClient client;
  private final ClusterSpec spec;

  Install(KubernetesClient client, ClusterSpec spec) {
    this.client = client;
    this.spec = spec;
  }

  /**
   * Applies everything.
   *
   * @param apiAddress the server's InternalIP, where the DNS finds the API without a Service; the
   *     ConfigMap is named as Calico's, the best known answer to the same question
   */
  void apply(String apiAddress) {
    apply(
        new ConfigMapBuilder()
            .withNewMetadata()
            .withName("kubernetes-services-endpoint")
            .withNamespace("kube-system")
            .endMetadata()
            .withData(
                Map.of("KUBERNETES_SERVICE_HOST", apiAddress, "KUBERNETES_SERVICE_PORT", "6443"))
            .build());
    manifests(spec).forEach(this::applyFile);
  }

  /**
   * Loads the client's classes, which takes a second or two, while the nodes boot and this process
   * has nothing else to do. Nothing is sent to anyone.
   */
  static void warmUp(ClusterSpec spec) {
    try (KubernetesClient nowhere =
        new KubernetesClientBuilder()
            .withConfig(
                new ConfigBuilder(Config.empty()).withMasterUrl("https://127.0.0.1:1").build())
            .build()) {
      for (String file : manifests(spec)) {
        nowhere.load(read(file)).items().forEach(Serialization::asJson);
      }
    } catch (RuntimeException e) {
      return; // the real installation meets the same error, and tells it
    }
  }

  /** The files of manifests/install that a cluster of this spec gets. */
  static List<String> manifests(ClusterSpec spec) {
    return List.of(
        spec.proxy() == Implementation.OWN ? "proxy.yaml" : "reference-proxy.yaml",
        "tools.yaml",
        spec.dns() == Implementation.OWN ? "dns.yaml" : "reference-dns.yaml");
  }

  private void applyFile(String file) {
    client.load(read(file)).items().forEach(this::apply);
  }

  private static InputStream read(String file) {
    Path path = ProjectRoot.find().resolve("manifests/install").resolve(file);
    try {
      return new ByteArrayInputStream(Files.readAllBytes(path));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + path, e);
    }
  }

  private void apply(HasMetadata object) {
    client.resource(object).fieldManager(FIELD_MANAGER).forceConflicts().serverSideApply();
  }
}
