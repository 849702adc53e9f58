package dev.servicelab.labs.arena;

import dev.servicelab.labs.cluster.Shipped;
import dev.servicelab.labs.containers.NodeSettings;
import dev.servicelab.labs.images.Images;
import dev.servicelab.labs.probe.ClassFile;
import dev.servicelab.labs.probe.IpvsProbeMain;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.KeyToPath;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The pod of a proxy that works in a network namespace of its own, not in that of its node. */
final class ProxyPod {
  /** Where the proxies' ServiceAccount is. */
  static final String NAMESPACE = "kube-system";

  /** The container of the proxy; that of the tools is the first. */
  static final String PROXY = "proxy";

  /** Where the probe's classes lie in the container of the tools. */
  static final String CLASSES = "/probe/";

  private static final String TOOLS = "tools";
  private static final String PROBE = "probe";
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
        .withShareProcessNamespace(true)
        .addNewToleration()
        .withOperator("Exists")
        .endToleration()
        .withInitContainers(tools("hint", List.of("sh", "-ec", HINT)))
        .withContainers(tools(TOOLS, List.of("sleep", "infinity")), proxy(shipped))
        .addNewVolume()
        .withName(PROBE)
        .withNewConfigMap()
        .withName(name + "-" + PROBE)
        .withItems(
            IpvsProbeMain.classes().stream()
                .map(
                    type ->
                        new KeyToPath(type.getSimpleName(), null, ClassFile.path(type.getName())))
                .toList())
        .endConfigMap()
        .endVolume()
        .addNewVolume()
        .withName(SETTINGS)
        .withNewConfigMap()
        .withName(name)
        .endConfigMap()
        .endVolume()
        .endSpec()
        .build();
  }

  /** The ConfigMap with the probe's classes, of a pod of this name. */
  static ConfigMap probe(String name) {
    Map<String, String> classes = new TreeMap<>();
    IpvsProbeMain.classes()
        .forEach(
            type ->
                classes.put(
                    type.getSimpleName(),
                    Base64.getEncoder().encodeToString(ClassFile.bytes(type.getName()))));
    return new ConfigMapBuilder()
        .withNewMetadata()
        .withName(name + "-" + PROBE)
        .withNamespace(NAMESPACE)
        .endMetadata()
        .withBinaryData(classes)
        .build();
  }

  private static Container tools(String name, List<String> command) {
    return container(name, Images.tools())
        .withCommand(command)
        .addNewVolumeMount()
        .withName(PROBE)
        .withMountPath(CLASSES)
        .endVolumeMount()
        .build();
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
