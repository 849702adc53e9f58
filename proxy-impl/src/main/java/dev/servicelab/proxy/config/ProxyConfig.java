package dev.servicelab.proxy.config;

import dev.servicelab.proxy.plan.DetectLocalMode;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How this proxy runs: the fields of KubeProxyConfiguration v1alpha1 that have an effect here.
 *
 * @param kubeconfig {@code clientConnection.kubeconfig}; empty means the pod's ServiceAccount
 * @param hostnameOverride the node's name; empty means the machine's host name
 * @param bindAddress the node's own address; empty if its Node object is to say
 * @param listeners where it answers HTTP
 * @param detectLocal how pods' traffic is told from other
 * @param nodePortAddresses where node ports answer
 * @param iptables how the rules are
 * @param conntrack limits of the kernel's connection table
 * @param oomScoreAdj how willingly the kernel ends this process for want of memory, -1000..1000
 * @param verbosity {@code -v}
 */
public record ProxyConfig(
    Optional<Path> kubeconfig,
    String hostnameOverride,
    Optional<InetAddress> bindAddress,
    Listeners listeners,
    DetectLocalMode detectLocal,
    NodePortAddresses nodePortAddresses,
    IptablesSettings iptables,
    ConntrackSettings conntrack,
    int oomScoreAdj,
    int verbosity) {}
