package dev.servicelab.labs.steps.packets;

import dev.servicelab.labs.traffic.Target;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One line of the packet table, in its words.
 *
 * @param from who sends: a pod, a node, or {@code outside}
 * @param to where to
 * @param protocol TCP, UDP or SCTP
 * @param outcome the pods that may get it, or {@code refused}, {@code dropped}, {@code untouched}
 * @param masqueraded {@code yes}, {@code no}, or {@code itself}: only what reaches its own sender
 */
record PacketLine(String from, String to, String protocol, String outcome, String masqueraded) {
  private static final Pattern POD = Pattern.compile("pod (\\S+)");
  private static final Pattern NODE_PORT =
      Pattern.compile("node port of (\\S+) (?:on (\\S+)|at 127\\.0\\.0\\.1)");
  private static final Pattern ADDRESS =
      Pattern.compile(
          "(ClusterIP|external IP|load balancer|second load balancer) of ([^ ,]+)(?:, port"
              + " (\\d+))?");
  private static final int POD_PORT = 80;
  private static final Set<String> WITHOUT_ANSWER = Set.of("refused", "dropped", "untouched");

  static PacketLine of(Map<String, String> row) {
    return new PacketLine(
        row.getOrDefault("from", ""),
        row.getOrDefault("to", ""),
        row.getOrDefault("protocol", ""),
        row.getOrDefault("outcome", ""),
        row.getOrDefault("masqueraded", ""));
  }

  /** The pods that may get it; none if nobody answers. */
  Set<String> pods() {
    return WITHOUT_ANSWER.contains(outcome) ? Set.of() : Set.of(outcome.split(" "));
  }

  /** Whether its sender is sent to the same pod every time, so that one packet tells of one pod. */
  boolean sticky(PacketParties parties) {
    Matcher address = ADDRESS.matcher(to);
    return address.matches()
        && "ClientIP".equals(parties.service(address.group(2)).getSpec().getSessionAffinity());
  }

  /** The address and the port that the words mean, as the API server knows them. */
  Target target(PacketParties parties) {
    Matcher pod = POD.matcher(to);
    if (pod.matches()) {
      return new Target(parties.ip(pod.group(1)), POD_PORT);
    }
    Matcher nodePort = NODE_PORT.matcher(to);
    if (nodePort.matches()) {
      int port = port(parties.service(nodePort.group(1))).getNodePort();
      String node = nodePort.group(2);
      return new Target(node == null ? "127.0.0.1" : parties.ip(node), port);
    }
    Matcher address = ADDRESS.matcher(to);
    if (!address.matches()) {
      throw new IllegalArgumentException("nobody knows what \"" + to + "\" means");
    }
    Service service = parties.service(address.group(2));
    String port = address.group(3);
    return new Target(
        ip(service, address.group(1)),
        port == null ? port(service).getPort() : Integer.parseInt(port));
  }

  private static String ip(Service service, String kind) {
    return switch (kind) {
      case "ClusterIP" -> service.getSpec().getClusterIP();
      case "external IP" -> service.getSpec().getExternalIPs().getFirst();
      default ->
          service
              .getStatus()
              .getLoadBalancer()
              .getIngress()
              .get(kind.startsWith("second") ? 1 : 0)
              .getIp();
    };
  }

  private ServicePort port(Service service) {
    return service.getSpec().getPorts().stream()
        .filter(port -> port.getProtocol().equals(protocol))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(to + " has no " + protocol));
  }
}
