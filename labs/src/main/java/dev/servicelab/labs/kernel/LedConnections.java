package dev.servicelab.labs.kernel;

import dev.servicelab.labs.cluster.LabCluster;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many connections to a Service a node's kernel has led to a pod so far, counted where each
 * mode of the proxy does it.
 *
 * @param byIptables packets that rules in the Service's own chain have taken: each connection's
 *     first; 0 where there is no such chain
 * @param byIpvs connections of the Service's virtual server; 0 where there is none
 */
public record LedConnections(long byIptables, long byIpvs) {

  /**
   * Reads both counters. They begin anew when the chain or the virtual server is made anew.
   *
   * @param chain the Service's chain in table nat, {@code KUBE-SVC-…}
   * @param server its address and port, {@code 10.96.0.20:80}, of TCP
   * @throws AssertionError if the node cannot be asked, as where it has no IPVS
   */
  public static LedConnections of(LabCluster cluster, String node, String chain, String server) {
    return new LedConnections(
        packets(run(cluster, node, List.of("iptables-save", "-c", "-t", "nat")), chain),
        connections(run(cluster, node, List.of("ipvsadm", "-Ln", "--stats", "--exact")), server));
  }

  /** Adds up what {@code iptables-save -c} prints of a chain's rules. */
  static long packets(String saved, String chain) {
    Pattern rule = Pattern.compile("(?m)^\\[(\\d+):\\d+] -A " + Pattern.quote(chain) + " ");
    return rule.matcher(saved).results().mapToLong(found -> Long.parseLong(found.group(1))).sum();
  }

  /** Reads what {@code ipvsadm -Ln --stats --exact} prints of a virtual server. */
  static long connections(String stats, String server) {
    Matcher line =
        Pattern.compile("(?m)^TCP +" + Pattern.quote(server) + " +(\\d+)").matcher(stats);
    return line.find() ? Long.parseLong(line.group(1)) : 0;
  }

  private static String run(LabCluster cluster, String node, List<String> command) {
    return cluster.onNode(node, command).required("%s on %s".formatted(command, node));
  }
}
