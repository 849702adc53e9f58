package dev.servicelab.labs.equal;

import dev.servicelab.state.ClusterSnapshot;
import dev.servicelab.state.ServiceRecord;
import dev.servicelab.state.ServiceRecord.Ingress;
import dev.servicelab.state.ServiceRecord.TrafficPolicy;
import io.fabric8.kubernetes.api.model.LoadBalancerIngress;
import io.fabric8.kubernetes.api.model.LoadBalancerIngressBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.ServiceFluent;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.ServicePortBuilder;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import java.util.List;
import java.util.Map;

/**
 * A made-up cluster as objects of the API, such as somebody would write them.
 *
 * @param services with their status; a server takes that in a write of its own
 * @param slices their EndpointSlices, and some of nobody's
 * @param nodeLabels the labels of the proxies' node
 */
record ApiObjects(
    List<Service> services, List<EndpointSlice> slices, Map<String, String> nodeLabels) {
  private static final Map<ServiceRecord.Type, String> TYPES =
      Map.of(
          ServiceRecord.Type.CLUSTER_IP, "ClusterIP",
          ServiceRecord.Type.NODE_PORT, "NodePort",
          ServiceRecord.Type.LOAD_BALANCER, "LoadBalancer",
          ServiceRecord.Type.EXTERNAL_NAME, "ExternalName");

  /** The objects of a cluster. */
  static ApiObjects of(ClusterSnapshot cluster, Renaming renaming) {
    return new ApiObjects(
        cluster.services().stream().map(record -> service(record, renaming)).toList(),
        cluster.endpointSlices().stream().map(record -> ApiSlice.of(record, renaming)).toList(),
        cluster.nodes().getFirst().labels());
  }

  private static Service service(ServiceRecord record, Renaming renaming) {
    ServiceBuilder service =
        new ServiceBuilder()
            .withNewMetadata()
            .withName(record.name())
            .withNamespace(renaming.namespace(record.namespace()))
            .withLabels(record.labels())
            .endMetadata();
    var spec =
        service
            .withNewSpec()
            .withType(TYPES.get(record.type()))
            .withPorts(record.ports().stream().map(port -> port(port, renaming)).toList())
            .withExternalIPs(record.externalIps().stream().map(renaming::external).toList())
            .withPublishNotReadyAddresses(record.publishNotReadyAddresses());
    addresses(spec, record, renaming);
    policies(spec, record);
    balancing(spec, record, renaming);
    return spec.endSpec()
        .withNewStatus()
        .withNewLoadBalancer()
        .withIngress(
            record.loadBalancerIngress().stream().map(one -> ingress(one, renaming)).toList())
        .endLoadBalancer()
        .endStatus()
        .build();
  }

  private static void addresses(
      ServiceFluent<?>.SpecNested<?> spec, ServiceRecord record, Renaming renaming) {
    if (record.type() == ServiceRecord.Type.EXTERNAL_NAME) {
      spec.withExternalName(record.externalName());
      return;
    }
    if (record.headless()) {
      spec.withClusterIP("None");
      return;
    }
    List<String> ips = record.clusterIps().stream().map(renaming::clusterIp).toList();
    spec.withClusterIP(ips.getFirst())
        .withClusterIPs(ips)
        .withIpFamilies(ips.stream().map(ip -> ip.contains(":") ? "IPv6" : "IPv4").toList())
        .withIpFamilyPolicy(ips.size() == 2 ? "RequireDualStack" : "SingleStack");
  }

  private static void policies(ServiceFluent<?>.SpecNested<?> spec, ServiceRecord record) {
    record
        .sessionAffinitySeconds()
        .ifPresent(
            seconds ->
                spec.withSessionAffinity("ClientIP")
                    .withNewSessionAffinityConfig()
                    .withNewClientIP(seconds)
                    .endSessionAffinityConfig());
    if (record.type() != ServiceRecord.Type.EXTERNAL_NAME) {
      spec.withInternalTrafficPolicy(word(record.internalTrafficPolicy()));
    }
    boolean outside =
        record.type() == ServiceRecord.Type.NODE_PORT
            || record.type() == ServiceRecord.Type.LOAD_BALANCER
            || !record.externalIps().isEmpty();
    if (outside && record.type() != ServiceRecord.Type.EXTERNAL_NAME) {
      spec.withExternalTrafficPolicy(word(record.externalTrafficPolicy()));
    }
  }

  private static void balancing(
      ServiceFluent<?>.SpecNested<?> spec, ServiceRecord record, Renaming renaming) {
    if (record.type() == ServiceRecord.Type.LOAD_BALANCER) {
      spec.withLoadBalancerSourceRanges(record.loadBalancerSourceRanges())
          .withAllocateLoadBalancerNodePorts(
              record.ports().stream().anyMatch(port -> port.nodePort() > 0));
    }
    if (record.healthCheckNodePort() > 0) {
      spec.withHealthCheckNodePort(renaming.nodePort(record.healthCheckNodePort()));
    }
  }

  private static ServicePort port(ServiceRecord.Port port, Renaming renaming) {
    return new ServicePortBuilder()
        .withName(port.name().isEmpty() ? null : port.name())
        .withProtocol(port.protocol().name())
        .withPort(port.port())
        .withNodePort(port.nodePort() == 0 ? null : renaming.nodePort(port.nodePort()))
        .build();
  }

  private static LoadBalancerIngress ingress(Ingress ingress, Renaming renaming) {
    LoadBalancerIngressBuilder built = new LoadBalancerIngressBuilder();
    if (!ingress.hostname().isEmpty()) {
      built.withHostname(ingress.hostname());
    }
    if (!ingress.ip().isEmpty()) {
      built
          .withIp(renaming.external(ingress.ip()))
          .withIpMode(ingress.proxyMode() ? "Proxy" : "VIP");
    }
    return built.build();
  }

  private static String word(TrafficPolicy policy) {
    return policy == TrafficPolicy.LOCAL ? "Local" : "Cluster";
  }
}
