package dev.servicelab.labs.containers;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.Network;
import dev.servicelab.labs.machine.DockerHost;
import java.util.Map;

/**
 * The Docker network of one cluster's nodes. Testcontainers could make it, but would then remove it
 * when this process ends, also that of a kept cluster.
 *
 * @param id Docker's id
 * @param subnet its IPv4 range, e.g. {@code 172.18.0.0/16}
 * @param gateway the address of its router, which is the Docker host
 */
public record LabNetwork(String id, String subnet, String gateway) {

  /** Docker's name for the network of a cluster. */
  public static String name(String cluster) {
    return "lab-" + cluster;
  }

  /** Makes the bridge network of a cluster, with these labels. */
  public static LabNetwork create(String cluster, Map<String, String> labels) {
    return create(name(cluster), labels, new Network.Ipam());
  }

  /** Makes it with IPv6 beside IPv4; the range of its own comes from the cluster's six digits. */
  public static LabNetwork createDualStack(String cluster, Map<String, String> labels) {
    String range = "fd5e:1a%s:%s::/64".formatted(cluster.substring(0, 2), cluster.substring(2));
    Network.Ipam.Config ipv6 = new Network.Ipam.Config().withSubnet(range);
    return create(name(cluster), labels, new Network.Ipam().withConfig(ipv6));
  }

  private static LabNetwork create(String name, Map<String, String> labels, Network.Ipam ipam) {
    DockerClient docker = DockerHost.client();
    String id =
        docker
            .createNetworkCmd()
            .withName(name)
            .withDriver("bridge")
            .withEnableIpv6(ipam.getConfig() != null && !ipam.getConfig().isEmpty())
            .withIpam(ipam)
            .withLabels(labels)
            .exec()
            .getId();
    return read(docker.inspectNetworkCmd().withNetworkId(id).exec());
  }

  /** The network of a cluster that runs. */
  static LabNetwork of(String cluster) {
    return read(DockerHost.client().inspectNetworkCmd().withNetworkId(name(cluster)).exec());
  }

  private static LabNetwork read(Network network) {
    return network.getIpam().getConfig().stream()
        .filter(config -> config.getSubnet() != null && !config.getSubnet().contains(":"))
        .findFirst()
        .map(config -> new LabNetwork(network.getId(), config.getSubnet(), gateway(config)))
        .orElseThrow(
            () ->
                new IllegalStateException("Docker network " + network.getName() + " has no IPv4"));
  }

  /** This network as Testcontainers wants it; closing it does nothing. */
  org.testcontainers.containers.Network forTestcontainers() {
    return new org.testcontainers.containers.Network() {
      @Override
      public String getId() {
        return id;
      }

      @Override
      public void close() {
        // Removed by label, with the containers.
      }
    };
  }

  private static String gateway(Network.Ipam.Config config) {
    return config.getGateway().replaceFirst("/.*", "");
  }
}
