package dev.servicelab.labs.containers;

import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.HostConfig;
import dev.servicelab.labs.machine.DockerHost;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.utility.MountableFile;

/**
 * What every node container of a cluster has in common.
 *
 * @param cluster the cluster's id
 * @param image the node image
 * @param archive a {@code docker save} archive of the images the cluster runs; null if it runs none
 * @param disk a disk for nodes with a kernel of their own that has these images; null without
 * @param ranges the addresses of pods and Services
 * @param network the cluster's network
 * @param token the secret with which agents join
 * @param labels the labels of the cluster's things
 * @param resolvers the addresses of the nodes' upstream DNS servers, that of node1 first
 * @param creations lets containers be made until the cluster is closed
 */
public record NodeSettings(
    String cluster,
    String image,
    @Nullable Path archive,
    @Nullable Path disk,
    AddressRanges ranges,
    LabNetwork network,
    String token,
    Map<String, String> labels,
    List<String> resolvers,
    Creations creations) {

  /** The name under which agents reach the server; the server's certificate carries it. */
  public static final String SERVER_ALIAS = "k3s-server";

  private static final String TOKEN = "K3S_TOKEN";
  private static final String RESOLV_CONF = "/etc/servicelab/resolv.conf";
  private static final String DISK = "/var/lib/rancher/k3s/own-kernel/images.ext4";
  private static final String IMAGES = "/var/lib/rancher/k3s/agent/images/servicelab.tar";

  /**
   * Those of an agent that joins a running cluster: what the server has, with the upstream DNS
   * server of {@code node1}, and nothing of a kernel of its own.
   *
   * @param number 4 for {@code node4}
   */
  public static NodeSettings joining(String cluster, String image, Path archive, int number) {
    NodeContainer server = NodeContainer.of(cluster).getFirst();
    return new NodeSettings(
        cluster,
        image,
        archive,
        null,
        AddressRanges.IPV4,
        LabNetwork.of(cluster),
        server.environment(TOKEN),
        server.clusterLabels(),
        Collections.nCopies(number, Resolver.of(cluster).getFirst().address()),
        new Creations());
  }

  /** The arguments of the server, {@code node1}. */
  String[] serverCommand(String dockerHost) {
    return new String[] {
      "server",
      "--node-name=" + name(1),
      "--cluster-cidr=" + ranges.pods(),
      "--service-cidr=" + ranges.services(),
      "--cluster-dns=" + ranges.dns(),
      "--flannel-backend=host-gw",
      "--disable=traefik,servicelb,metrics-server,local-storage,coredns",
      "--disable-kube-proxy",
      "--disable-network-policy",
      "--disable-helm-controller",
      "--disable-cloud-controller",
      "--tls-san=" + dockerHost,
      "--tls-san=" + SERVER_ALIAS,
      "--resolv-conf=" + RESOLV_CONF
    };
  }

  /** The arguments of an agent. */
  static String[] agentCommand(int number) {
    return new String[] {
      "agent",
      "--node-name=" + name(number),
      "--server=https://" + SERVER_ALIAS + ":6443",
      "--resolv-conf=" + RESOLV_CONF
    };
  }

  /** The name of a node, in Kubernetes and as its host name. */
  public static String name(int number) {
    return "node" + number;
  }

  /** Docker's name for a node of a cluster. */
  public static String containerName(String cluster, int number) {
    return "lab-" + cluster + "-" + name(number);
  }

  /** What kubelet gives the pods that ask as their node does. */
  String resolvConf(int number) {
    return "nameserver " + resolver(number) + "\n";
  }

  /** Each node has an upstream of its own, so that a lab can tell whose answer it was. */
  private String resolver(int number) {
    return resolvers.get(number - 1);
  }

  /** Applies everything that server and agents share. */
  void configure(GenericContainer<?> node, int number) {
    // The class K3sContainer binds /sys/fs/cgroup, which breaks pods on many hosts and makes
    // Testcontainers start a helper image; k3s and our image need neither that nor a shared
    // cgroupns.
    node.setBinds(List.of());
    node.withNetwork(network.forTestcontainers())
        .withPrivilegedMode(true)
        .withTmpFs(Map.of("/run", "", "/var/run", ""))
        .withEnv(TOKEN, token)
        .withCopyToContainer(Transferable.of(resolvConf(number)), RESOLV_CONF)
        .withCopyToContainer(Transferable.of(Guard.rules(network)), Guard.FILE)
        .withCopyToContainer(Transferable.of(Guard.script(network)), Guard.SCRIPT)
        .withCreateContainerCmdModifier(
            create -> {
              String name = name(number);
              creations.begin(name);
              Map<String, String> all = new HashMap<>(labels);
              all.put(Labels.NODE, name);
              create.withName(containerName(cluster, number)).withHostName(name).withLabels(all);
              adjust(Objects.requireNonNull(create.getHostConfig()), number);
            });
    if (archive != null && !DockerHost.isLocal()) {
      node.withCopyFileToContainer(MountableFile.forHostPath(archive), IMAGES);
    }
  }

  private void adjust(HostConfig host, int number) {
    host.withCgroupnsMode("private")
        // Docker's own resolver forwards what it does not know; it shall know no more than pods do.
        .withDns(resolver(number));
    List<Bind> binds = new ArrayList<>();
    if (archive != null && DockerHost.isLocal()) {
      binds.add(Bind.parse(archive + ":" + IMAGES + ":ro"));
    }
    if (disk != null) {
      binds.add(Bind.parse(disk + ":" + DISK + ":ro"));
    }
    host.withBinds(binds);
  }
}
