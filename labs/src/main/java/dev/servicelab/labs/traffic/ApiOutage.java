package dev.servicelab.labs.traffic;

import dev.servicelab.labs.cluster.LabCluster;
import dev.servicelab.labs.cluster.LabNode;
import dev.servicelab.labs.containers.NodeContainer;
import dev.servicelab.labs.kernel.PacketCounters;
import java.util.List;

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
 * @param chain the chain of iptables that drops, nobody else's
 */
public record ApiOutage(LabCluster cluster, LabNode node, String chain) {

  private static final int PORT = 6443;

  private static final String BEGIN =
      """
      *mangle
      :%1$s - [0:0]
      -A %1$s -j DROP
      -I INPUT ! -i lo -p tcp --dport %2$d -j %1$s
      -I OUTPUT ! -o lo -p tcp --sport %2$d -j %1$s
      COMMIT
      """;

  private static final String END =
      """
      *mangle
      -D INPUT ! -i lo -p tcp --dport %2$d -j %1$s
      -D OUTPUT ! -o lo -p tcp --sport %2$d -j %1$s
      COMMIT
      """;

  private static final String REMOVE =
      """
      *mangle
      -F %1$s
      -X %1$s
      COMMIT
      """;

  private static final String RESTORE = "printf %s \"$1\" | iptables-restore -w --noflush\n";

  /**
   * An outage that has not begun.
   *
   * @param name unique
   */
  public static ApiOutage of(LabCluster cluster, LabNode node, String name) {
    return new ApiOutage(cluster, node, PacketCounters.prefix("LAB", name) + "CUT");
  }

  /**
   * Has the node begin in a second, so that the answer to this order still gets through.
   *
   * @param seconds how long
   * @throws AssertionError if the node refused
   */
  public void begin(int seconds) {
    String script = "sleep 1\n%ssleep %d\nshift\n%s".formatted(RESTORE, seconds, RESTORE);
    String detached = "setsid sh -c \"$@\" </dev/null >/dev/null 2>&1 &";
    var _ =
        cluster
            .onNode(
                node.name(),
                List.of("sh", "-c", detached, "sh", script, "sh", lines(BEGIN), lines(END)))
            .required("cutting port 6443 off on " + node.name());
  }

  private String lines(String batch) {
    return batch.formatted(chain, PORT);
  }

  /**
   * How many packets were dropped, once it is over. Docker is asked, as the API server might not
   * answer.
   *
   * @throws AssertionError if it is not over
   */
  public long dropped() {
    String saved =
        new NodeContainer(node.containerId(), node.name())
            .kernelOutput("iptables-save", "-c", "-t", "mangle");
    if (saved.contains("-j " + chain) || !saved.contains(":" + chain)) {
      throw new AssertionError("port 6443 is still cut off on " + node.name());
    }
    return PacketCounters.parse(saved).getOrDefault(chain, 0L);
  }

  /** Removes what is left of it when it is over: the chain with its counter. */
  public void remove() {
    cluster.onNode(node.name(), List.of("sh", "-c", RESTORE, "sh", lines(REMOVE)));
  }
}
