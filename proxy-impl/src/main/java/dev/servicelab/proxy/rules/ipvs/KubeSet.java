package dev.servicelab.proxy.rules.ipvs;

import static dev.servicelab.proxy.rules.ipvs.SetType.BITMAP_PORT;
import static dev.servicelab.proxy.rules.ipvs.SetType.HASH_IP;
import static dev.servicelab.proxy.rules.ipvs.SetType.HASH_IP_PORT;
import static dev.servicelab.proxy.rules.ipvs.SetType.HASH_IP_PORT_IP;
import static dev.servicelab.proxy.rules.ipvs.SetType.HASH_IP_PORT_NET;

import dev.servicelab.proxy.net.IpFamily;
import java.util.Arrays;
import java.util.Optional;

/** kube-proxy's ipsets, with its names and what it says about them in rules. */
public enum KubeSet {
  LOOP_BACK(
      "LOOP-BACK",
      HASH_IP_PORT_IP,
      "Kubernetes endpoints dst ip:port, source ip for solving hairpin purpose"),
  CLUSTER_IP(
      "CLUSTER-IP", HASH_IP_PORT, "Kubernetes service cluster ip + port for masquerade purpose"),
  EXTERNAL_IP(
      "EXTERNAL-IP",
      HASH_IP_PORT,
      "Kubernetes service external ip + port for masquerade and filter purpose"),
  EXTERNAL_IP_LOCAL(
      "EXTERNAL-IP-LOCAL",
      HASH_IP_PORT,
      "Kubernetes service external ip + port with externalTrafficPolicy=local"),
  LOAD_BALANCER("LOAD-BALANCER", HASH_IP_PORT, "Kubernetes service lb portal"),
  LOAD_BALANCER_FW(
      "LOAD-BALANCER-FW",
      HASH_IP_PORT,
      "Kubernetes service load balancer ip + port for load balancer with sourceRange"),
  LOAD_BALANCER_LOCAL(
      "LOAD-BALANCER-LOCAL",
      HASH_IP_PORT,
      "Kubernetes service load balancer ip + port with externalTrafficPolicy=local"),
  LOAD_BALANCER_SOURCE_IP(
      "LOAD-BALANCER-SOURCE-IP",
      HASH_IP_PORT_IP,
      "Kubernetes service load balancer ip + port + source IP for packet filter purpose"),
  LOAD_BALANCER_SOURCE_CIDR(
      "LOAD-BALANCER-SOURCE-CIDR",
      HASH_IP_PORT_NET,
      "Kubernetes service load balancer ip + port + source cidr for packet filter purpose"),
  NODE_PORT_TCP(
      "NODE-PORT-TCP", BITMAP_PORT, "Kubernetes nodeport TCP port for masquerade purpose"),
  NODE_PORT_LOCAL_TCP(
      "NODE-PORT-LOCAL-TCP",
      BITMAP_PORT,
      "Kubernetes nodeport TCP port with externalTrafficPolicy=local"),
  NODE_PORT_UDP(
      "NODE-PORT-UDP", BITMAP_PORT, "Kubernetes nodeport UDP port for masquerade purpose"),
  NODE_PORT_LOCAL_UDP(
      "NODE-PORT-LOCAL-UDP",
      BITMAP_PORT,
      "Kubernetes nodeport UDP port with externalTrafficPolicy=local"),
  NODE_PORT_SCTP(
      "NODE-PORT-SCTP-HASH",
      HASH_IP_PORT,
      "Kubernetes nodeport SCTP port for masquerade purpose with type 'hash ip:port'"),
  NODE_PORT_LOCAL_SCTP(
      "NODE-PORT-LOCAL-SCTP-HASH",
      HASH_IP_PORT,
      "Kubernetes nodeport SCTP port with externalTrafficPolicy=local with type 'hash ip:port'"),
  HEALTH_CHECK_NODE_PORT(
      "HEALTH-CHECK-NODE-PORT", BITMAP_PORT, "Kubernetes health check node port"),
  IPVS_IPS("IPVS-IPS", HASH_IP, "Addresses on the ipvs interface");

  /** What the kernel allows for a set's name. */
  private static final int LONGEST = 31;

  private final String suffix;
  private final SetType type;
  private final String comment;

  KubeSet(String suffix, SetType type, String comment) {
    this.suffix = suffix;
    this.type = type;
    this.comment = comment;
  }

  /** The name in the kernel: sets of both families live in one room there. */
  public String nativeName(IpFamily family) {
    String name = (family == IpFamily.IPV4 ? "KUBE-" : "KUBE-6-") + suffix;
    return name.substring(0, Math.min(LONGEST, name.length()));
  }

  /** What its entries are made of. */
  public SetType type() {
    return type;
  }

  /** What rules that ask it say. */
  public String comment() {
    return comment;
  }

  /** The set of a name in a family; empty if it is none of kube-proxy's. */
  public static Optional<KubeSet> of(String nativeName, IpFamily family) {
    return Arrays.stream(values())
        .filter(set -> set.nativeName(family).equals(nativeName))
        .findFirst();
  }
}
