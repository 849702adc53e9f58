package dev.servicelab.state.json;

import dev.servicelab.state.Protocol;
import dev.servicelab.state.ServiceRecord;
import dev.servicelab.state.ServiceRecord.Ingress;
import dev.servicelab.state.ServiceRecord.Port;
import dev.servicelab.state.ServiceRecord.TrafficPolicy;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** A {@code v1.Service}. */
public final class ServiceReader implements RecordReader<ServiceRecord> {
  private boolean hasSpec;
  private ServiceRecord.Type type = ServiceRecord.Type.CLUSTER_IP;
  private String clusterIp = "";
  private List<String> clusterIps = List.of();
  private List<String> externalIps = List.of();
  private String externalName = "";
  private final List<Port> ports = new ArrayList<>();
  private boolean clientIpAffinity;
  private int affinitySeconds;
  private TrafficPolicy internalPolicy = TrafficPolicy.CLUSTER;
  private TrafficPolicy externalPolicy = TrafficPolicy.CLUSTER;
  private final List<Ingress> ingress = new ArrayList<>();
  private List<String> sourceRanges = List.of();
  private int healthCheckNodePort;
  private boolean publishNotReady;

  @Override
  public void field(String name, Json json) throws IOException {
    switch (name) {
      case "spec" -> {
        hasSpec = true;
        json.object(field -> spec(field, json));
      }
      case "status" -> json.object(field -> status(field, json));
      default -> {}
    }
  }

  @Override
  public Optional<ServiceRecord> record(Metadata metadata) {
    if (!hasSpec) {
      return Optional.empty();
    }
    return Optional.of(
        new ServiceRecord(
            metadata.namespace(),
            metadata.name(),
            metadata.labels(),
            metadata.resourceVersion(),
            type,
            virtualIps(),
            clusterIp.equals("None"),
            externalIps,
            externalName,
            ports,
            clientIpAffinity ? OptionalInt.of(affinitySeconds) : OptionalInt.empty(),
            internalPolicy,
            externalPolicy,
            ingress,
            sourceRanges,
            healthCheckNodePort,
            publishNotReady));
  }

  private List<String> virtualIps() {
    if (type == ServiceRecord.Type.EXTERNAL_NAME
        || clusterIp.isEmpty()
        || clusterIp.equals("None")) {
      return List.of();
    }
    return clusterIps.isEmpty() ? List.of(clusterIp) : clusterIps;
  }

  private void spec(String field, Json json) throws IOException {
    switch (field) {
      case "type" -> type = type(json.text());
      case "clusterIP" -> clusterIp = json.text();
      case "clusterIPs" -> clusterIps = json.texts();
      case "externalIPs" -> externalIps = json.texts();
      case "externalName" -> externalName = withoutFinalDot(json.text());
      case "ports" -> json.array(() -> ports.add(port(json)));
      case "sessionAffinity" -> clientIpAffinity = json.text().equals("ClientIP");
      case "sessionAffinityConfig" -> affinity(json);
      case "internalTrafficPolicy" -> internalPolicy = policy(json.text());
      case "externalTrafficPolicy" -> externalPolicy = policy(json.text());
      case "loadBalancerSourceRanges" ->
          sourceRanges = json.texts().stream().map(String::strip).toList();
      case "healthCheckNodePort" -> healthCheckNodePort = json.number();
      case "publishNotReadyAddresses" -> publishNotReady = json.flag(false);
      default -> {}
    }
  }

  private void status(String field, Json json) throws IOException {
    if (field.equals("loadBalancer")) {
      json.object(
          name -> {
            if (name.equals("ingress")) {
              json.array(() -> ingress.add(ingress(json)));
            }
          });
    }
  }

  /** The API server always fills the timeout in where the affinity is ClientIP. */
  private void affinity(Json json) throws IOException {
    json.object(
        clientIp ->
            json.object(
                field -> {
                  if (clientIp.equals("clientIP") && field.equals("timeoutSeconds")) {
                    affinitySeconds = json.number();
                  }
                }));
  }

  private static Port port(Json json) throws IOException {
    var port =
        new Object() {
          private String name = "";
          private Protocol protocol = Protocol.TCP;
          private int number;
          private int nodePort;
        };
    json.object(
        field -> {
          switch (field) {
            case "name" -> port.name = json.sharedText();
            case "protocol" -> port.protocol = Transport.of(json.text());
            case "port" -> port.number = json.number();
            case "nodePort" -> port.nodePort = json.number();
            default -> {}
          }
        });
    return new Port(port.name, port.protocol, port.number, port.nodePort);
  }

  private static Ingress ingress(Json json) throws IOException {
    var ingress =
        new Object() {
          private String ip = "";
          private String hostname = "";
          private boolean proxyMode;
        };
    json.object(
        field -> {
          switch (field) {
            case "ip" -> ingress.ip = json.text();
            case "hostname" -> ingress.hostname = json.text();
            case "ipMode" -> ingress.proxyMode = json.text().equals("Proxy");
            default -> {}
          }
        });
    return new Ingress(ingress.ip, ingress.hostname, ingress.proxyMode);
  }

  private static ServiceRecord.Type type(String name) {
    return switch (name) {
      case "NodePort" -> ServiceRecord.Type.NODE_PORT;
      case "LoadBalancer" -> ServiceRecord.Type.LOAD_BALANCER;
      case "ExternalName" -> ServiceRecord.Type.EXTERNAL_NAME;
      default -> ServiceRecord.Type.CLUSTER_IP;
    };
  }

  private static TrafficPolicy policy(String name) {
    return name.equals("Local") ? TrafficPolicy.LOCAL : TrafficPolicy.CLUSTER;
  }

  private static String withoutFinalDot(String name) {
    return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
  }
}
