package dev.servicelab.labs.cluster;

import dev.servicelab.labs.machine.ProjectRoot;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Proxy, DNS and the tools pods: what their manifests say, and its server-side apply.
 *
 * @param objects the objects of each file, in the order they are applied
 */
record Install(Map<String, List<HasMetadata>> objects) {
  private static final String FOLDER = "manifests/install/";
  private static final String FIELD_MANAGER = "servicelab";
  private static final String SHIPPED_MODE = "mode: \"iptables\"";

  /**
   * Reads the manifests that a cluster of this spec gets.
   *
   * @throws WrongManifest if one of them is no YAML of Kubernetes objects
   */
  static Install read(ClusterSpec spec) {
    Map<String, List<HasMetadata>> objects = new LinkedHashMap<>();
    for (String file : files(spec)) {
      List<HasMetadata> parts = parse(file);
      parts.forEach(part -> setMode(part, spec.mode()));
      objects.put(file, parts);
    }
    return new Install(objects);
  }

  /** Writes a mode into the proxy's ConfigMap, as the article does by hand. */
  private static void setMode(HasMetadata object, Mode mode) {
    if (object instanceof ConfigMap settings) {
      settings.getData().computeIfPresent("config.conf", (name, text) -> inMode(text, mode));
    }
  }

  /** The shipped configuration, with another mode in it. */
  static String inMode(String config, Mode mode) {
    return config.replace(SHIPPED_MODE, "mode: \"" + mode.word() + "\"");
  }

  /** The files that a cluster of this spec gets. */
  static List<String> files(ClusterSpec spec) {
    return List.of(proxyFile(spec.proxy()), FOLDER + "tools.yaml", dnsFile(spec.dns()));
  }

  /** The file of a proxy. */
  static String proxyFile(Implementation whose) {
    return FOLDER + (whose == Implementation.OWN ? "proxy.yaml" : "reference-proxy.yaml");
  }

  /** The file of a cluster DNS. */
  static String dnsFile(Implementation whose) {
    return FOLDER + (whose == Implementation.OWN ? "dns.yaml" : "reference-dns.yaml");
  }

  /**
   * Applies everything.
   *
   * @param apiAddress the server's InternalIP, where the DNS finds the API without a Service; the
   *     ConfigMap is named as Calico's, the best known answer to the same question
   * @throws WrongManifest if the API server refuses an object
   */
  void apply(KubernetesClient client, String apiAddress) {
    apply(
        client,
        new ConfigMapBuilder()
            .withNewMetadata()
            .withName("kubernetes-services-endpoint")
            .withNamespace("kube-system")
            .endMetadata()
            .withData(
                Map.of("KUBERNETES_SERVICE_HOST", apiAddress, "KUBERNETES_SERVICE_PORT", "6443"))
            .build());
    objects.forEach((file, parts) -> parts.forEach(part -> apply(client, file, part)));
  }

  private static void apply(KubernetesClient client, String file, HasMetadata object) {
    try {
      apply(client, object);
    } catch (KubernetesClientException e) {
      if (e.getStatus() == null) {
        throw e; // nothing was refused: the API did not answer
      }
      String reason = Optional.ofNullable(e.getStatus().getMessage()).orElse("refused");
      throw new WrongManifest(file, reason, e);
    }
  }

  static void apply(KubernetesClient client, HasMetadata object) {
    client.resource(object).fieldManager(FIELD_MANAGER).forceConflicts().serverSideApply();
  }

  /** The objects of a file. */
  static List<HasMetadata> parse(String file) {
    try (InputStream yaml = Files.newInputStream(ProjectRoot.find().resolve(file))) {
      Object parsed = new KubernetesSerialization().unmarshal(yaml);
      Collection<?> parts = parsed instanceof Collection<?> many ? many : List.of(parsed);
      return parts.stream().map(HasMetadata.class::cast).toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    } catch (RuntimeException e) {
      throw new WrongManifest(file, String.valueOf(e.getMessage()), e);
    }
  }
}
