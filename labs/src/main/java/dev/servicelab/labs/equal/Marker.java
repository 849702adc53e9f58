package dev.servicelab.labs.equal;

import dev.servicelab.labs.arena.Probe.Family;
import dev.servicelab.proxy.plan.ServicePortName;
import dev.servicelab.proxy.rules.iptables.render.ChainNames;
import dev.servicelab.state.Protocol;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSliceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;

/**
 * A Service with an endpoint of each family, written last: a proxy that has made rules of it has
 * heard of everything that was written before.
 *
 * @param name a name that no Service had before
 */
record Marker(String name) {
  /** Its namespace, where nothing else is. */
  static final String NAMESPACE = "equal";

  private static final int PORT = 7;

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

  /** The chain by which a kernel shows it. */
  String chain(Family family) {
    String endpoint = address(family);
    return ChainNames.endpoint(
        new ServicePortName(NAMESPACE, name, "", Protocol.TCP),
        (family == Family.IP ? endpoint : "[" + endpoint + "]") + ":" + PORT);
  }

  /** The virtual servers by which a kernel shows it, as {@code ipvsadm -Sn} prints them. */
  List<String> virtualServers(KubernetesClient client) {
    return client.resource(service()).get().getSpec().getClusterIPs().stream()
        .map(
            ip ->
                ip.contains(":")
                    ? "-a -t [%s]:%d -r [%s]:%d".formatted(ip, PORT, address(Family.IP6), PORT)
                    : "-a -t %s:%d -r %s:%d".formatted(ip, PORT, address(Family.IP), PORT))
        .toList();
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
        .addNewEndpoint()
        .withAddresses(address(family))
        .endEndpoint()
        .build();
  }

  private static String address(Family family) {
    return family == Family.IP ? "10.244.0.7" : "fd00:10:244::7";
  }
}
