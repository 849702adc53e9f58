package dev.servicelab.labs.traffic;

import dev.servicelab.labs.cluster.CommandResult;
import dev.servicelab.labs.cluster.LabCluster;
import dev.servicelab.labs.cluster.LabNode;
import dev.servicelab.labs.containers.NodeContainer;
import dev.servicelab.labs.kernel.PacketCounters;
import java.util.List;
import java.util.Map;

/**
 * Packets of the API server's port dropped on its node for a while, in both directions as if a
 * cable were pulled. What runs on that node's own network still reaches it over the loopback
 * interface: the rest of the control plane, which would otherwise give up its leases and end.
 *
 * <p>The node begins and ends it by itself, because a scenario's way to the node leads through the
 * API server. So it also ends when the scenario fails.
 *
 * @param cluster the cluster
 * @param node the server's node
 * @param table the table of rules, nobody else's
 */
public record ApiOutage(LabCluster cluster, LabNode node, String table) {

  private static final int PORT = 6443;

  /**
   * An outage that has not begun.
   *
   * @param name unique; what nft does not take in a name is replaced
   */
  public static ApiOutage of(LabCluster cluster, LabNode node, String name) {
    return new ApiOutage(cluster, node, "lab_cut_" + name.replaceAll("\\W", "_"));
  }

  /**
   * Has the node begin in a second, so that the answer to this order still gets through.
   *
   * @param seconds how long
   * @throws AssertionError if the node refused
   */
  public void begin(int seconds) {
    String detached = "setsid sh -c \"$0\" \"$1\" </dev/null >/dev/null 2>&1 &";
    String script =
        """
        sleep 1
        nft "$0"
        sleep %1$d
        nft "flush table inet %2$s; add counter inet %2$s over"
        """
            .formatted(seconds, table);
    CommandResult result =
        cluster.onNode(node.name(), List.of("sh", "-c", detached, script, rules()));
    if (!result.ok()) {
      throw new AssertionError("cutting port 6443 off on " + node.name() + ": " + result.stderr());
    }
  }

  private String rules() {
    return """
    table inet %1$s {
      counter dropped { }
      chain input {
        type filter hook input priority -10; policy accept;
        iifname != "lo" tcp dport %2$d counter name dropped drop
      }
      chain output {
        type filter hook output priority -10; policy accept;
        oifname != "lo" tcp sport %2$d counter name dropped drop
      }
    }
    """
        .formatted(table, PORT);
  }

  /**
   * How many packets were dropped, once it is over. Docker is asked, as the API server might not
   * answer.
   *
   * @throws AssertionError if it is not over
   */
  public long dropped() {
    NodeContainer container = new NodeContainer(node.containerId(), node.name());
    Map<String, Long> counters =
        PacketCounters.parse(container.kernelOutput("nft", "list", "table", "inet", table));
    if (!counters.containsKey("over")) {
      throw new AssertionError("port 6443 is still cut off on " + node.name());
    }
    return counters.getOrDefault("dropped", 0L);
  }

  /** Removes what is left of it when it is over: the table with its counters. */
  public void remove() {
    cluster.onNode(node.name(), List.of("nft", "delete table inet " + table));
  }
}
