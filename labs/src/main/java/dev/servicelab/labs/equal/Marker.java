package dev.servicelab.labs.equal;

import dev.servicelab.labs.arena.Probe.Family;
import dev.servicelab.proxy.plan.ServicePortName;
import dev.servicelab.proxy.rules.iptables.render.ChainNames;
import dev.servicelab.state.Protocol;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.discovery.v1.Endpoint;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointBuilder;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSliceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Optional;

/**
 * A Service with two endpoints of each family, written last: a proxy that has made rules of it has
 * heard of all Services and EndpointSlices that were written before. The node's labels come by a
 * watch of their own, also at a start. Of them its zone tells: one endpoint is meant for it, and
 * the other is used only by a proxy that knows of no zone (KEP-2433).
 *
 * @param name a name that no Service had before
 * @param zone the zone of the proxies' node, if it has one
 */
record Marker(String name, Optional<String> zone) {
  /** Its namespace, where nothing else is. */
  static final String NAMESPACE = "equal";

  private static final int PORT = 7;
  private static final String ELSEWHERE = "elsewhere";

  /** One of its endpoints. */
  enum Side {
    /** In the node's zone, if it has one. */
    NEAR,
    /** In another. */
    FAR
  }

  /** Writes it. */
  void write(KubernetesClient client) {
    for (Family family : Family.values()) {
      client.resource(slice(family)).create();
    }
    client.resource(service()).create();
  }

  /** Removes it. */
  void remove(KubernetesClient client) {
    client.resource(service()).delete();
    for (Family family : Family.values()) {
      client.resource(slice(family)).delete();
    }
  }

  /** Whether a proxy that knows the node's zone uses this endpoint. */
  boolean uses(Side side) {
    return side == Side.NEAR || zone.isEmpty();
  }

  /** The chain by which a kernel shows that an endpoint is used. */
  String chain(Family family, Side side) {
    return ChainNames.endpoint(
        new ServicePortName(NAMESPACE, name, "", Protocol.TCP), hostPort(address(family, side)));
  }

  /** Its addresses, one of each family. */
  List<String> clusterIps(KubernetesClient client) {
    return client.resource(service()).get().getSpec().getClusterIPs();
  }

  /** How {@code ipvsadm -Sn} begins the line of the virtual server at one of its addresses. */
  static String virtualServer(String clusterIp) {
    return "-A -t %s ".formatted(hostPort(clusterIp));
  }

  /** How it begins the line by which a kernel shows that an endpoint is used there. */
  static String realServer(String clusterIp, Side side) {
    String endpoint = address(clusterIp.contains(":") ? Family.IP6 : Family.IP, side);
    return "-a -t %s -r %s ".formatted(hostPort(clusterIp), hostPort(endpoint));
  }

  private static String hostPort(String ip) {
    return (ip.contains(":") ? "[" + ip + "]" : ip) + ":" + PORT;
  }

  private Service service() {
    return new ServiceBuilder()
        .withNewMetadata()
        .withName(name)
        .withNamespace(NAMESPACE)
        .endMetadata()
        .withNewSpec()
        .withIpFamilyPolicy("RequireDualStack")
        .addNewPort()
        .withPort(PORT)
        .endPort()
        .endSpec()
        .build();
  }

  private EndpointSlice slice(Family family) {
    return new EndpointSliceBuilder()
        .withNewMetadata()
        .withName(name + "-" + (family == Family.IP ? "v4" : "v6"))
        .withNamespace(NAMESPACE)
        .addToLabels("kubernetes.io/service-name", name)
        .endMetadata()
        .withAddressType(family == Family.IP ? "IPv4" : "IPv6")
        .addNewPort()
        .withName("")
        .withPort(PORT)
        .withProtocol("TCP")
        .endPort()
        .withEndpoints(
            endpoint(address(family, Side.NEAR), zone.orElse(ELSEWHERE)),
            endpoint(address(family, Side.FAR), ELSEWHERE))
        .build();
  }

  private static Endpoint endpoint(String address, String zone) {
    return new EndpointBuilder()
        .withAddresses(address)
        .withNewHints()
        .addNewForZone(zone)
        .endHints()
        .build();
  }

  private static String address(Family family, Side side) {
    return (family == Family.IP ? "10.244.0." : "fd00:10:244::") + (side == Side.NEAR ? 7 : 8);
  }
}
