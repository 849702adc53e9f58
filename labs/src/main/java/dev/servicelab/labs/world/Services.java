package dev.servicelab.labs.world;

import dev.servicelab.proxy.plan.ServicePortName;
import dev.servicelab.state.Protocol;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.ServicePort;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The Services of the scenario's namespace. */
public final class Services {

  private final Scene scene;

  /**
   * @param scene whose namespace is looked at
   */
  public Services(Scene scene) {
    this.scene = scene;
  }

  /**
   * The Service's address inside the cluster.
   *
   * @throws AssertionError if there is no such Service
   */
  public String clusterIp(String name) {
    return named(name).getSpec().getClusterIP();
  }

  /** The addresses of the namespace's Services, but for this one's. */
  public Set<String> clusterIpsBut(String name) {
    return scene.client().services().inNamespace(scene.namespace()).list().getItems().stream()
        .filter(service -> !service.getMetadata().getName().equals(name))
        .flatMap(service -> Stream.ofNullable(service.getSpec().getClusterIP()))
        .collect(Collectors.toSet());
  }

  /**
   * The first of the Service's ports.
   *
   * @throws AssertionError if there is no such Service
   */
  public int port(String name) {
    return named(name).getSpec().getPorts().getFirst().getPort();
  }

  /**
   * The first of the ports that the Service has on every node.
   *
   * @throws AssertionError if there is no such Service or it has none
   */
  public int nodePort(String name) {
    return nodePorts(name)
        .findFirst()
        .orElseThrow(() -> new AssertionError("Service " + name + " has no node port"));
  }

  /**
   * The ways that lead to the Service, of these: a ClusterIP, a node port, the address of a load
   * balancer.
   *
   * @throws AssertionError if there is no such Service
   */
  public Set<Way> ways(String name) {
    Set<Way> ways = EnumSet.noneOf(Way.class);
    if (!Objects.requireNonNullElse(named(name).getSpec().getClusterIP(), "").isEmpty()) {
      ways.add(Way.CLUSTER_IP);
    }
    if (nodePorts(name).findAny().isPresent()) {
      ways.add(Way.NODE_PORT);
    }
    if (!named(name).getStatus().getLoadBalancer().getIngress().isEmpty()) {
      ways.add(Way.LOAD_BALANCER);
    }
    return ways;
  }

  /** A way that leads to a Service. */
  public enum Way {
    /** {@code spec.clusterIP}. */
    CLUSTER_IP,
    /** {@code spec.ports[].nodePort}. */
    NODE_PORT,
    /** {@code status.loadBalancer.ingress}. */
    LOAD_BALANCER
  }

  /**
   * Writes the address of a load balancer into the Service's status, as the controller of a cloud
   * does when it has made one.
   *
   * @param ip replaces what was there
   * @param ipMode {@code VIP} or {@code Proxy}; if there is none, the API server says VIP
   */
  public void giveLoadBalancer(String name, String ip, Optional<String> ipMode) {
    scene
        .client()
        .services()
        .inNamespace(scene.namespace())
        .withName(name)
        .editStatus(
            service ->
                new ServiceBuilder(service)
                    .editOrNewStatus()
                    .withNewLoadBalancer()
                    .addNewIngress()
                    .withIp(ip)
                    .withIpMode(ipMode.orElse(null))
                    .endIngress()
                    .endLoadBalancer()
                    .endStatus()
                    .build());
  }

  /**
   * Opens the address of the Service's load balancer to clients in these ranges only.
   *
   * @param ranges replace those that were there
   */
  public void setSourceRanges(String name, List<String> ranges) {
    scene
        .client()
        .services()
        .inNamespace(scene.namespace())
        .withName(name)
        .edit(
            service ->
                new ServiceBuilder(service)
                    .editSpec()
                    .withLoadBalancerSourceRanges(ranges)
                    .endSpec()
                    .build());
  }

  private Stream<Integer> nodePorts(String name) {
    return named(name).getSpec().getPorts().stream()
        .map(ServicePort::getNodePort)
        .filter(port -> port != null && port > 0);
  }

  /**
   * The port of every node at which a load balancer asks whether pods of the Service are there.
   *
   * @throws AssertionError if there is no such Service or it has none
   */
  public int healthCheckNodePort(String name) {
    Integer port = named(name).getSpec().getHealthCheckNodePort();
    if (port == null || port == 0) {
      throw new AssertionError("Service " + name + " has no health check node port");
    }
    return port;
  }

  /**
   * Changes a label of the Service.
   *
   * @param value the new one; empty takes the label away
   */
  public void label(String name, String label, Optional<String> value) {
    scene
        .client()
        .services()
        .inNamespace(scene.namespace())
        .withName(name)
        .edit(
            service -> {
              ServiceBuilder builder = new ServiceBuilder(service);
              builder.editMetadata().removeFromLabels(label).endMetadata();
              value.ifPresent(
                  text -> builder.editMetadata().addToLabels(label, text).endMetadata());
              return builder.build();
            });
    scene.changed();
  }

  /** Every port of every Service of the namespace, by the name that proxies have for it. */
  public List<ServicePortName> portNames() {
    return scene.client().services().inNamespace(scene.namespace()).list().getItems().stream()
        .flatMap(
            service ->
                service.getSpec().getPorts().stream()
                    .map(
                        port ->
                            new ServicePortName(
                                scene.namespace(),
                                service.getMetadata().getName(),
                                Objects.requireNonNullElse(port.getName(), ""),
                                Protocol.valueOf(port.getProtocol()))))
        .toList();
  }

  /** Deletes the Service; its address is free at once. */
  public void delete(String name) {
    scene.client().services().inNamespace(scene.namespace()).withName(name).delete();
    scene.changed();
  }

  /**
   * The Service as it is now.
   *
   * @throws AssertionError if there is no such Service
   */
  public Service named(String name) {
    Service found = scene.client().services().inNamespace(scene.namespace()).withName(name).get();
    if (found == null) {
      throw new AssertionError(
          "there is no Service " + name + " in namespace " + scene.namespace());
    }
    return found;
  }
}
