package dev.servicelab.labs.arena;

import dev.servicelab.labs.cluster.Shipped;
import dev.servicelab.labs.containers.NodeSettings;
import dev.servicelab.labs.images.Images;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.util.List;

/** The pod of a proxy that works in a network namespace of its own, not in that of its node. */
final class ProxyPod {
  /** Where the proxies' ServiceAccount is. */
  static final String NAMESPACE = "kube-system";

  /** The container of the proxy; that of the tools is the first. */
  static final String PROXY = "proxy";

  private static final String TOOLS = "tools";
  private static final String SETTINGS = "settings";

  /** What kubelet leaves on every node, see {@code NamespaceContainer#clear}. */
  private static final String HINT =
      """
      for tool in iptables ip6tables; do
        $tool-nft -t mangle -N KUBE-IPTABLES-HINT || $tool-legacy -t mangle -N KUBE-IPTABLES-HINT
      done
      """;

  private ProxyPod() {}

  /**
   * The pod.
   *
   * @param name its name, and that of the ConfigMap with the proxy's files
   */
  static Pod of(String name, Shipped shipped) {
    return new PodBuilder()
        .withNewMetadata()
        .withName(name)
        .withNamespace(NAMESPACE)
        .endMetadata()
        .withNewSpec()
        .withNodeName(NodeSettings.name(1))
        .withServiceAccountName("kube-proxy")
        .withRestartPolicy("Never")
        .withTerminationGracePeriodSeconds(0L)
        .addNewToleration()
        .withOperator("Exists")
        .endToleration()
        .withInitContainers(tools("hint", List.of("sh", "-ec", HINT)))
        .withContainers(tools(TOOLS, List.of("sleep", "infinity")), proxy(shipped))
        .addNewVolume()
        .withName(SETTINGS)
        .withNewConfigMap()
        .withName(name)
        .endConfigMap()
        .endVolume()
        .endSpec()
        .build();
  }

  private static Container tools(String name, List<String> command) {
    return container(name, Images.tools()).withCommand(command).build();
  }

  private static Container proxy(Shipped shipped) {
    return container(PROXY, shipped.image())
        .withCommand(shipped.command(ArenaNode.NAME))
        .withArgs(shipped.arguments(ArenaNode.NAME))
        .addNewVolumeMount()
        .withName(SETTINGS)
        .withMountPath(Shipped.PROXY_FOLDER)
        .endVolumeMount()
        .build();
  }

  private static ContainerBuilder container(String name, String image) {
    return new ContainerBuilder()
        .withName(name)
        .withImage(image)
        .withImagePullPolicy("Never")
        .withNewSecurityContext()
        .withPrivileged(true)
        .endSecurityContext();
  }
}
