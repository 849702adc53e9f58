package dev.servicelab.state.api;

import static dev.servicelab.state.api.Absent.orEmpty;
import static dev.servicelab.state.api.Absent.orZero;

import dev.servicelab.state.Protocol;
import dev.servicelab.state.ServiceRecord;
import dev.servicelab.state.ServiceRecord.Ingress;
import dev.servicelab.state.ServiceRecord.Port;
import dev.servicelab.state.ServiceRecord.TrafficPolicy;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.ServiceSpec;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Makes the record of a {@code v1.Service}. */
final class ServiceReader {
  private ServiceReader() {}

  static Optional<ServiceRecord> read(Service service) {
    ServiceSpec spec = service.getSpec();
    if (spec == null) {
      return Optional.empty();
    }
    ServiceRecord.Type type = type(spec.getType());
    return Optional.of(
        new ServiceRecord(
            orEmpty(service.getMetadata().getNamespace()),
            service.getMetadata().getName(),
            orEmpty(service.getMetadata().getLabels()),
            orEmpty(service.getMetadata().getResourceVersion()),
            type,
            clusterIps(spec, type),
            "None".equals(spec.getClusterIP()),
            orEmpty(spec.getExternalIPs()),
            withoutFinalDot(orEmpty(spec.getExternalName())),
            orEmpty(spec.getPorts()).stream().map(ServiceReader::port).toList(),
            affinity(spec),
            policy(spec.getInternalTrafficPolicy()),
            policy(spec.getExternalTrafficPolicy()),
            ingress(service),
            orEmpty(spec.getLoadBalancerSourceRanges()).stream().map(String::strip).toList(),
            orZero(spec.getHealthCheckNodePort()),
            Absent.or(spec.getPublishNotReadyAddresses(), false)));
  }

  /** The transport; the API's default is TCP. */
  static Protocol protocol(@Nullable String name) {
    return switch (orEmpty(name)) {
      case "UDP" -> Protocol.UDP;
      case "SCTP" -> Protocol.SCTP;
      default -> Protocol.TCP;
    };
  }

  private static ServiceRecord.Type type(@Nullable String name) {
    return switch (orEmpty(name)) {
      case "NodePort" -> ServiceRecord.Type.NODE_PORT;
      case "LoadBalancer" -> ServiceRecord.Type.LOAD_BALANCER;
      case "ExternalName" -> ServiceRecord.Type.EXTERNAL_NAME;
      default -> ServiceRecord.Type.CLUSTER_IP;
    };
  }

  private static List<String> clusterIps(ServiceSpec spec, ServiceRecord.Type type) {
    String primary = orEmpty(spec.getClusterIP());
    if (type == ServiceRecord.Type.EXTERNAL_NAME || primary.isEmpty() || primary.equals("None")) {
      return List.of();
    }
    List<String> all = orEmpty(spec.getClusterIPs());
    return all.isEmpty() ? List.of(primary) : all;
  }

  private static Port port(ServicePort port) {
    return new Port(
        orEmpty(port.getName()),
        protocol(port.getProtocol()),
        port.getPort(),
        orZero(port.getNodePort()));
  }

  private static OptionalInt affinity(ServiceSpec spec) {
    if (!"ClientIP".equals(spec.getSessionAffinity())) {
      return OptionalInt.empty();
    }
    // The API server always fills the timeout in where the affinity is ClientIP.
    return OptionalInt.of(spec.getSessionAffinityConfig().getClientIP().getTimeoutSeconds());
  }

  private static TrafficPolicy policy(@Nullable String name) {
    return "Local".equals(name) ? TrafficPolicy.LOCAL : TrafficPolicy.CLUSTER;
  }

  private static List<Ingress> ingress(Service service) {
    if (service.getStatus() == null || service.getStatus().getLoadBalancer() == null) {
      return List.of();
    }
    return orEmpty(service.getStatus().getLoadBalancer().getIngress()).stream()
        .map(
            one ->
                new Ingress(
                    orEmpty(one.getIp()),
                    orEmpty(one.getHostname()),
                    "Proxy".equals(one.getIpMode())))
        .toList();
  }

  private static String withoutFinalDot(String name) {
    return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
  }
}
