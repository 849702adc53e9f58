package dev.servicelab.proxy.trace.table;

import dev.servicelab.proxy.trace.Packet;
import dev.servicelab.proxy.trace.Packet.Origin;
import dev.servicelab.proxy.trace.table.PacketTable.Row;
import dev.servicelab.state.Protocol;
import dev.servicelab.state.ServiceRecord;
import dev.servicelab.state.ServiceRecord.Port;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the addresses behind the table's words. */
final class Destinations {
  private static final Pattern POD = Pattern.compile("pod (?<name>\\S+)");
  private static final Pattern NODE_PORT =
      Pattern.compile("node port of (?<name>\\S+) (?:on (?<node>\\S+)|at (?<loopback>127.0.0.1))");
  private static final Pattern ADDRESS =
      Pattern.compile(
          "(?<kind>ClusterIP|external IP|load balancer|second load balancer) of (?<name>[^ ,]+)"
              + "(?:, port (?<port>\\d+))?");
  private static final int POD_PORT = 80;

  private final TableCluster cluster;

  Destinations(TableCluster cluster) {
    this.cluster = cluster;
  }

  /** An address and a port. */
  record Destination(String ip, int port) {}

  /** What the words mean to a packet of this protocol. */
  Destination of(String words, Protocol protocol) {
    Matcher pod = POD.matcher(words);
    if (pod.matches()) {
      return new Destination(cluster.addresses().of(pod.group("name")), POD_PORT);
    }
    Matcher nodePort = NODE_PORT.matcher(words);
    if (nodePort.matches()) {
      int port = port(service(nodePort.group("name")), protocol).nodePort();
      String node = nodePort.group("node");
      return new Destination(node == null ? "127.0.0.1" : cluster.addresses().of(node), port);
    }
    Matcher address = ADDRESS.matcher(words);
    if (address.matches()) {
      ServiceRecord service = service(address.group("name"));
      String port = address.group("port");
      return new Destination(
          ip(service, address.group("kind")),
          port == null ? port(service, protocol).port() : Integer.parseInt(port));
    }
    throw new IllegalArgumentException("nobody knows what \"" + words + "\" means");
  }

  /** A row's packet, as it reaches its first node. */
  Packet packet(Row row) {
    Destination to = of(row.to(), row.protocol());
    boolean fromNode = Addresses.NODES.contains(row.from());
    String source = to.ip().equals("127.0.0.1") ? to.ip() : cluster.addresses().of(row.from());
    Origin origin = fromNode ? Origin.NODE : Origin.NETWORK;
    return new Packet(origin, source, row.protocol(), to.ip(), to.port());
  }

  private ServiceRecord service(String name) {
    return cluster
        .service(name)
        .orElseThrow(() -> new IllegalArgumentException("there is no Service " + name));
  }

  private static String ip(ServiceRecord service, String kind) {
    return switch (kind) {
      case "ClusterIP" -> service.clusterIps().getFirst();
      case "external IP" -> service.externalIps().getFirst();
      case "load balancer" -> service.loadBalancerIngress().getFirst().ip();
      default -> service.loadBalancerIngress().get(1).ip();
    };
  }

  private static Port port(ServiceRecord service, Protocol protocol) {
    return service.ports().stream()
        .filter(port -> port.protocol() == protocol)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(service.name() + " has no " + protocol));
  }
}
