package dev.servicelab.state.manifest;

import static dev.servicelab.state.manifest.Manifests.PROTOCOLS;

import dev.servicelab.state.Protocol;
import dev.servicelab.state.ServiceRecord;
import dev.servicelab.state.ServiceRecord.Ingress;
import dev.servicelab.state.ServiceRecord.Port;
import dev.servicelab.state.ServiceRecord.TrafficPolicy;
import dev.servicelab.state.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Reads a {@code v1.Service}, filling in the API server's defaults. Addresses and node ports that
 * an API server would have allocated are taken from {@link Allocations}.
 */
final class ServiceManifest {
  private static final Map<String, ServiceRecord.Type> TYPES =
      Map.of(
          "ClusterIP", ServiceRecord.Type.CLUSTER_IP,
          "NodePort", ServiceRecord.Type.NODE_PORT,
          "LoadBalancer", ServiceRecord.Type.LOAD_BALANCER,
          "ExternalName", ServiceRecord.Type.EXTERNAL_NAME);
  private static final Map<String, TrafficPolicy> POLICIES =
      Map.of("Cluster", TrafficPolicy.CLUSTER, "Local", TrafficPolicy.LOCAL);
  private static final Map<String, Boolean> AFFINITIES =
      Map.of("None", Boolean.FALSE, "ClientIP", Boolean.TRUE);

  /** {@code v1.DefaultClientIPServiceAffinitySeconds}: three hours. */
  private static final int AFFINITY_SECONDS = 10_800;

  private final YamlNode object;
  private final YamlNode spec;
  private final ServiceRecord.Type type;
  private final boolean headless;

  ServiceManifest(YamlNode object) {
    this.object = object;
    this.spec = object.field("spec");
    this.type = spec.field("type").choice(TYPES, ServiceRecord.Type.CLUSTER_IP);
    this.headless = spec.field("clusterIP").text("").equals("None");
  }

  /** Addresses and node ports the manifest fixes itself: nobody else may get them. */
  void reserve(Allocations allocations) {
    clusterIps().forEach(allocations::reserveAddress);
    spec.field("ports").items().forEach(port -> allocations.reserveNodePort(nodePort(port)));
  }

  ServiceRecord read(Allocations allocations) {
    String namespace = Manifests.namespace(object);
    String name = Manifests.name(object);
    return new ServiceRecord(
        namespace,
        name,
        Manifests.labels(object),
        "",
        type,
        allocated(namespace + "/" + name, allocations),
        headless,
        addresses(spec.field("externalIPs")),
        type == ServiceRecord.Type.EXTERNAL_NAME
            ? withoutFinalDot(spec.field("externalName").text())
            : "",
        ports(namespace + "/" + name, allocations),
        affinity(),
        spec.field("internalTrafficPolicy").choice(POLICIES, TrafficPolicy.CLUSTER),
        spec.field("externalTrafficPolicy").choice(POLICIES, TrafficPolicy.CLUSTER),
        ingress(),
        spec.field("loadBalancerSourceRanges").texts().stream().map(String::strip).toList(),
        spec.field("healthCheckNodePort").number(0, 0, 65_535),
        spec.field("publishNotReadyAddresses").flag(false));
  }

  private List<String> clusterIps() {
    if (headless || type == ServiceRecord.Type.EXTERNAL_NAME) {
      return List.of();
    }
    List<String> all = addresses(spec.field("clusterIPs"));
    YamlNode primary = spec.field("clusterIP");
    if (!all.isEmpty() || primary.text("").isEmpty()) {
      return all;
    }
    return List.of(primary.parsed(Manifests::address));
  }

  private List<String> allocated(String owner, Allocations allocations) {
    List<String> given = clusterIps();
    boolean wanting = given.isEmpty() && !headless && type != ServiceRecord.Type.EXTERNAL_NAME;
    return wanting ? List.of(allocations.address(owner)) : given;
  }

  private List<Port> ports(String owner, Allocations allocations) {
    List<Port> ports = new ArrayList<>();
    for (YamlNode port : spec.field("ports").items()) {
      Protocol protocol = port.field("protocol").choice(PROTOCOLS, Protocol.TCP);
      int number = port.field("port").number(0, 1, 65_535);
      if (number == 0) {
        throw port.field("port").wrong("is missing");
      }
      ports.add(
          new Port(
              port.field("name").text(""), protocol, number, nodePort(owner, port, allocations)));
    }
    if (ports.isEmpty() && !headless && type != ServiceRecord.Type.EXTERNAL_NAME) {
      throw spec.field("ports").wrong("needs at least one port");
    }
    return ports;
  }

  private int nodePort(String owner, YamlNode port, Allocations allocations) {
    int given = nodePort(port);
    boolean wanting =
        switch (type) {
          case NODE_PORT -> true;
          case LOAD_BALANCER -> spec.field("allocateLoadBalancerNodePorts").flag(true);
          case CLUSTER_IP, EXTERNAL_NAME -> false;
        };
    return given == 0 && wanting
        ? allocations.nodePort(owner + ":" + port.field("name").text(""))
        : given;
  }

  private static int nodePort(YamlNode port) {
    return port.field("nodePort").number(0, 0, 65_535);
  }

  private OptionalInt affinity() {
    if (!spec.field("sessionAffinity").choice(AFFINITIES, Boolean.FALSE)) {
      return OptionalInt.empty();
    }
    YamlNode timeout =
        spec.field("sessionAffinityConfig").field("clientIP").field("timeoutSeconds");
    return OptionalInt.of(timeout.number(AFFINITY_SECONDS, 1, 86_400));
  }

  private List<Ingress> ingress() {
    YamlNode all = object.field("status").field("loadBalancer").field("ingress");
    return all.items().stream()
        .map(
            one ->
                new Ingress(
                    one.field("ip").present() ? one.field("ip").parsed(Manifests::address) : "",
                    one.field("hostname").text(""),
                    one.field("ipMode").text("VIP").equals("Proxy")))
        .toList();
  }

  private static List<String> addresses(YamlNode list) {
    return list.items().stream().map(item -> item.parsed(Manifests::address)).toList();
  }

  private static String withoutFinalDot(String name) {
    return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
  }
}
