package dev.servicelab.proxy.config;

import dev.servicelab.proxy.net.Cidr;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How this proxy runs: the fields of KubeProxyConfiguration v1alpha1 that have an effect here.
 *
 * @param kubeconfig {@code clientConnection.kubeconfig}; empty means the pod's ServiceAccount
 * @param hostnameOverride the node's name; empty means the machine's host name
 * @param clusterCidrs {@code clusterCIDR}, at most one range per family
 * @param masqueradeAll {@code iptables.masqueradeAll}
 * @param masqueradeBit {@code iptables.masqueradeBit}, 0..31
 * @param localhostNodePorts {@code iptables.localhostNodePorts}
 * @param nodePortAddresses the node's addresses where node ports answer; empty means all
 * @param syncPeriod {@code iptables.syncPeriod}
 * @param minSyncPeriod {@code iptables.minSyncPeriod}
 * @param healthzAddress where health is told
 * @param metricsAddress where metrics are told
 */
public record ProxyConfig(
    Optional<Path> kubeconfig,
    String hostnameOverride,
    List<Cidr> clusterCidrs,
    boolean masqueradeAll,
    int masqueradeBit,
    boolean localhostNodePorts,
    List<Cidr> nodePortAddresses,
    Duration syncPeriod,
    Duration minSyncPeriod,
    InetSocketAddress healthzAddress,
    InetSocketAddress metricsAddress) {

  public ProxyConfig {
    clusterCidrs = List.copyOf(clusterCidrs);
    nodePortAddresses = List.copyOf(nodePortAddresses);
  }
}
