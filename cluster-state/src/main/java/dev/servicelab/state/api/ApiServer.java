package dev.servicelab.state.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.servicelab.state.StateException;
import dev.servicelab.state.yaml.YamlFile;
import dev.servicelab.state.yaml.YamlNode;
import io.fabric8.kubernetes.api.model.KubernetesResource;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where the API server is and how to be let in. */
public final class ApiServer {
  /** Doubles up to 32 times: after an outage everything is up to date again within seconds. */
  private static final int RECONNECT_MILLIS = 200;

  private static final List<Class<? extends KubernetesResource>> KINDS =
      List.of(
          Service.class, EndpointSlice.class, Node.class, Namespace.class, Pod.class, Status.class);

  private static final Path SERVICE_ACCOUNT =
      Path.of("/var/run/secrets/kubernetes.io/serviceaccount");

  private final Config config;

  private ApiServer(Config config) {
    this.config = config;
  }

  /**
   * The server that a kubeconfig's current context names. Relative paths in it are relative to it.
   *
   * @throws StateException if the file is wrong; names file, line and field
   */
  public static ApiServer ofKubeconfig(Path file) {
    List<YamlNode> documents = YamlFile.documents(file);
    if (documents.isEmpty()) {
      throw new StateException(file + ": is empty");
    }
    YamlNode root = documents.getFirst();
    YamlNode context = named(root, "contexts", root.field("current-context")).field("context");
    YamlNode cluster = named(root, "clusters", context.field("cluster")).field("cluster");
    YamlNode user = named(root, "users", context.field("user")).field("user");
    ConfigBuilder builder = base(cluster.field("server").text());
    trust(builder, file, cluster);
    identify(builder, file, user);
    return new ApiServer(builder.build());
  }

  /**
   * The server that a pod finds in its environment, with the pod's ServiceAccount.
   *
   * @param environment has KUBERNETES_SERVICE_HOST and KUBERNETES_SERVICE_PORT
   * @throws StateException if this is no pod
   */
  public static ApiServer inCluster(Map<String, String> environment) {
    String host = environment.getOrDefault("KUBERNETES_SERVICE_HOST", "");
    if (host.isEmpty() || !Files.isReadable(SERVICE_ACCOUNT.resolve("token"))) {
      throw new StateException(
          "not in a pod with a ServiceAccount: give --manifests DIR or --kubeconfig FILE");
    }
    String port = environment.getOrDefault("KUBERNETES_SERVICE_PORT", "443");
    String address = host.contains(":") ? "[" + host + "]" : host;
    return new ApiServer(
        base("https://" + address + ":" + port)
            .withCaCertFile(SERVICE_ACCOUNT.resolve("ca.crt").toString())
            .withOauthTokenProvider(new TokenFile(SERVICE_ACCOUNT.resolve("token")))
            .build());
  }

  /** A client of it; connects when it is first used. */
  KubernetesClient connect() {
    try {
      return new KubernetesClientBuilder()
          .withConfig(config)
          .withKubernetesSerialization(serialization())
          .build();
    } catch (KubernetesClientException e) {
      throw new StateException("API server " + this + ": " + Causes.deepest(e), e);
    }
  }

  /**
   * Knows the kinds named here instead of searching the class path for hundreds. Status must be one
   * of them: by it a server tells a watch that its version is gone and it has to list again.
   */
  private static KubernetesSerialization serialization() {
    KubernetesSerialization serialization = new KubernetesSerialization(new ObjectMapper(), false);
    KINDS.forEach(serialization::registerKubernetesResource);
    return serialization;
  }

  @Override
  public String toString() {
    return config.getMasterUrl();
  }

  private static ConfigBuilder base(String server) {
    return new ConfigBuilder(Config.empty())
        .withMasterUrl(server)
        .withWatchReconnectInterval(RECONNECT_MILLIS)
        .withRequestRetryBackoffLimit(0);
  }

  private static void trust(ConfigBuilder builder, Path file, YamlNode cluster) {
    boolean insecure = cluster.field("insecure-skip-tls-verify").flag(false);
    builder
        .withTrustCerts(insecure)
        .withDisableHostnameVerification(insecure)
        .withCaCertFile(path(file, cluster.field("certificate-authority")))
        .withCaCertData(orNull(cluster.field("certificate-authority-data")));
  }

  private static void identify(ConfigBuilder builder, Path file, YamlNode user) {
    @Nullable String keyFile = path(file, user.field("client-key"));
    @Nullable String keyData = orNull(user.field("client-key-data"));
    builder
        .withClientCertFile(path(file, user.field("client-certificate")))
        .withClientCertData(orNull(user.field("client-certificate-data")))
        .withClientKeyFile(keyFile)
        .withClientKeyData(keyData)
        .withClientKeyAlgo(Config.getKeyAlgorithm(keyFile, keyData))
        .withOauthToken(orNull(user.field("token")));
    YamlNode tokenFile = user.field("tokenFile");
    if (tokenFile.present()) {
      builder.withOauthTokenProvider(new TokenFile(file.resolveSibling(tokenFile.text())));
    }
  }

  private static YamlNode named(YamlNode root, String list, YamlNode reference) {
    String name = reference.text();
    return root.field(list).items().stream()
        .filter(item -> item.field("name").text("").equals(name))
        .findFirst()
        .orElseThrow(() -> reference.wrong("\"" + name + "\" is not in " + list));
  }

  private static @Nullable String orNull(YamlNode node) {
    return node.present() ? node.text() : null;
  }

  private static @Nullable String path(Path file, YamlNode node) {
    return node.present() ? file.resolveSibling(node.text()).toString() : null;
  }
}
