package dev.servicelab.labs.cluster;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A Service proxy or a cluster DNS as its install manifest ships it: what a cluster would run.
 *
 * @param image the image's name
 * @param command what runs instead of the image's own program; empty for that
 * @param arguments its arguments, with {@code $(NODE_NAME)} in them
 * @param settings the ConfigMap's files, by name
 * @param rights the ServiceAccount, and the roles that say what it may read
 */
public record Shipped(
    String image,
    List<String> command,
    List<String> arguments,
    Map<String, String> settings,
    List<HasMetadata> rights) {
  private static final Set<String> RIGHTS = Set.of("ClusterRole", "ClusterRoleBinding");

  /** Where the proxy's DaemonSet mounts its ConfigMap. */
  public static final String PROXY_FOLDER = "/var/lib/kube-proxy/";

  /** Where the DNS's Deployment mounts its ConfigMap. */
  public static final String DNS_FOLDER = "/etc/coredns/";

  /**
   * Reads the manifest of a proxy.
   *
   * @throws WrongManifest if it is no YAML of Kubernetes objects
   */
  public static Shipped proxy(Implementation whose) {
    List<HasMetadata> objects = Install.parse(Install.proxyFile(whose));
    return read(objects, only(objects, DaemonSet.class).getSpec().getTemplate());
  }

  /**
   * Reads the manifest of a cluster DNS.
   *
   * @throws WrongManifest if it is no YAML of Kubernetes objects
   */
  public static Shipped dns(Implementation whose) {
    List<HasMetadata> objects = Install.parse(Install.dnsFile(whose));
    return read(objects, only(objects, Deployment.class).getSpec().getTemplate());
  }

  private static Shipped read(List<HasMetadata> objects, PodTemplateSpec pods) {
    Container container = pods.getSpec().getContainers().getFirst();
    return new Shipped(
        container.getImage(),
        List.copyOf(container.getCommand()),
        List.copyOf(container.getArgs()),
        Map.copyOf(only(objects, ConfigMap.class).getData()),
        objects.stream()
            .filter(o -> o instanceof ServiceAccount || RIGHTS.contains(o.getKind()))
            .toList());
  }

  /** The same with the proxy in another mode, if this is a proxy. */
  public Shipped inMode(Mode mode) {
    Map<String, String> changed = new TreeMap<>(settings);
    changed.replaceAll((name, text) -> Install.inMode(text, mode));
    return new Shipped(image, command, arguments, changed, rights);
  }

  /** The command for a node of this name. */
  public List<String> command(String node) {
    return named(command.stream(), node);
  }

  /** The arguments for a node of this name. */
  public List<String> arguments(String node) {
    return named(arguments.stream(), node);
  }

  private static List<String> named(Stream<String> words, String node) {
    return words.map(word -> word.replace("$(NODE_NAME)", node)).toList();
  }

  private static <T> T only(List<HasMetadata> objects, Class<T> type) {
    return objects.stream()
        .filter(type::isInstance)
        .map(type::cast)
        .findFirst()
        .orElseThrow(
            () -> new IllegalStateException("the manifest has no " + type.getSimpleName()));
  }
}
