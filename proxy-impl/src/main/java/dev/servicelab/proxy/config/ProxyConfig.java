package dev.servicelab.proxy.config;

import dev.servicelab.proxy.config.fields.Mode;
import dev.servicelab.proxy.plan.DetectLocalMode;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How this proxy runs: the fields of KubeProxyConfiguration v1alpha1 that have an effect here.
 *
 * @param mode what Services become
 * @param kubeconfig {@code clientConnection.kubeconfig}; empty means the pod's ServiceAccount
 * @param hostnameOverride the node's name; empty means the machine's host name
 * @param bindAddress the node's own address; empty if its Node object is to say
 * @param listeners where it answers HTTP
 * @param detectLocal how pods' traffic is told from other
 * @param nodePortAddresses where node ports answer
 * @param iptables how the rules are; marks are ipvs mode's, too
 * @param ipvs how virtual servers are
 * @param conntrack limits of the kernel's connection table
 * @param oomScoreAdj how willingly the kernel ends this process for want of memory, -1000..1000
 * @param verbosity {@code -v}
 */
public record ProxyConfig(
    Mode mode,
    Optional<Path> kubeconfig,
    String hostnameOverride,
    Optional<InetAddress> bindAddress,
    Listeners listeners,
    DetectLocalMode detectLocal,
    NodePortAddresses nodePortAddresses,
    IptablesSettings iptables,
    IpvsSettings ipvs,
    ConntrackSettings conntrack,
    int oomScoreAdj,
    int verbosity) {

  /** How often the mode's part of the kernel is checked. */
  public Duration syncPeriod() {
    return switch (mode) {
      case IPTABLES -> iptables.syncPeriod();
      case IPVS -> ipvs.syncPeriod();
    };
  }

  /**
   * How often it is looked at, which in ipvs mode is also when real servers without connections go:
   * at least every minute, as with kube-proxy.
   */
  public Duration checkPeriod() {
    Duration minute = Duration.ofMinutes(1);
    return mode == Mode.IPVS && syncPeriod().compareTo(minute) > 0 ? minute : syncPeriod();
  }

  /** The least time between syncs in the mode. */
  public Duration minSyncPeriod() {
    return switch (mode) {
      case IPTABLES -> iptables.minSyncPeriod();
      case IPVS -> ipvs.minSyncPeriod();
    };
  }
}
