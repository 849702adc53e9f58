package dev.servicelab.state;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * A Service, cut down to the fields that a proxy or a DNS decides by. Field names are those of
 * {@code v1.Service}; absent optional fields hold the API's default.
 *
 * @param namespace the namespace
 * @param name the name
 * @param labels the Service's own labels (a proxy skips those with {@code
 *     service.kubernetes.io/service-proxy-name})
 * @param resourceVersion the version of the object this was read from; empty for manifests
 * @param type what kind of Service it is
 * @param clusterIps the virtual addresses, first the primary one; empty for headless and
 *     ExternalName
 * @param headless whether {@code spec.clusterIP} is {@code None}
 * @param externalIps {@code spec.externalIPs}
 * @param externalName the CNAME's target without a final dot; empty unless type ExternalName
 * @param ports the Service ports, in the object's order
 * @param sessionAffinitySeconds the timeout of {@code sessionAffinity: ClientIP}; empty for {@code
 *     None}
 * @param internalTrafficPolicy for traffic to the ClusterIP
 * @param externalTrafficPolicy for traffic to node ports, external and load-balancer addresses
 * @param loadBalancerIngress the addresses in {@code status.loadBalancer}
 * @param loadBalancerSourceRanges CIDRs that may use these addresses; empty means all
 * @param healthCheckNodePort 0 if none
 * @param publishNotReadyAddresses whether DNS and proxies treat every address as ready
 */
public record ServiceRecord(
    String namespace,
    String name,
    Map<String, String> labels,
    String resourceVersion,
    Type type,
    List<String> clusterIps,
    boolean headless,
    List<String> externalIps,
    String externalName,
    List<Port> ports,
    OptionalInt sessionAffinitySeconds,
    TrafficPolicy internalTrafficPolicy,
    TrafficPolicy externalTrafficPolicy,
    List<Ingress> loadBalancerIngress,
    List<String> loadBalancerSourceRanges,
    int healthCheckNodePort,
    boolean publishNotReadyAddresses) {

  public ServiceRecord {
    labels = Map.copyOf(labels);
    clusterIps = List.copyOf(clusterIps);
    externalIps = List.copyOf(externalIps);
    ports = List.copyOf(ports);
    loadBalancerIngress = List.copyOf(loadBalancerIngress);
    loadBalancerSourceRanges = List.copyOf(loadBalancerSourceRanges);
  }

  /** {@code spec.type}. */
  public enum Type {
    CLUSTER_IP,
    NODE_PORT,
    LOAD_BALANCER,
    EXTERNAL_NAME
  }

  /** Whether only endpoints on the client's own node may answer. KEP-2086. */
  public enum TrafficPolicy {
    CLUSTER,
    LOCAL
  }

  /**
   * One Service port.
   *
   * @param name empty if unnamed
   * @param protocol the transport
   * @param port the port at the Service's addresses
   * @param nodePort the port at every node's address, 0 if none
   */
  public record Port(String name, Protocol protocol, int port, int nodePort) {}

  /**
   * One entry of {@code status.loadBalancer.ingress}.
   *
   * @param ip empty if only a host name was given
   * @param hostname empty if none
   * @param proxyMode whether {@code ipMode} is {@code Proxy}, so that nodes leave the address
   *     alone. KEP-1860.
   */
  public record Ingress(String ip, String hostname, boolean proxyMode) {}
}
