package dev.servicelab.labs.cluster;

import dev.servicelab.labs.containers.NodeContainer;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;

/** The administrator's way into a cluster. */
final class Kubeconfig {
  /** Where k3s writes it on the server. */
  static final String FILE = "/etc/rancher/k3s/k3s.yaml";

  private static final String SERVER_ON_NODE = "https://127.0.0.1:6443";

  /**
   * Ten is the client's default, 20 seconds of it. The API server answers 500 to a manifest with an
   * unknown field (server-side apply), and a learner should not wait so long for that.
   */
  private static final int RETRIES = 3;

  private Kubeconfig() {}

  /** A client for this kubeconfig; nothing is taken from the user's own. */
  static KubernetesClient client(String yaml) {
    Config config =
        new ConfigBuilder(Config.fromKubeconfig(yaml))
            .withNamespace("default")
            .withRequestRetryBackoffLimit(RETRIES)
            .build();
    return new KubernetesClientBuilder().withConfig(config).build();
  }

  /** Loads the classes of a client; nothing is sent to anyone. */
  static void warmUp() {
    Config nowhere = new ConfigBuilder(Config.empty()).withMasterUrl("https://127.0.0.1:1").build();
    new KubernetesClientBuilder().withConfig(nowhere).build().close();
  }

  /** The kubeconfig of a running server, with the address at which this machine reaches it. */
  static String read(NodeContainer server) {
    return server.output("cat", FILE).replace(SERVER_ON_NODE, server.apiUrl());
  }
}
