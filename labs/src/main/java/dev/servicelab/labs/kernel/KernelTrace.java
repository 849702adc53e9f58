package dev.servicelab.labs.kernel;

import dev.servicelab.labs.cluster.LabCluster;
import java.util.List;

/**
 * Has a node's kernel tell, rule by rule, what it does with the first packet of certain
 * connections. Nothing is changed by it: the kernel reports the rules that are there, ours or the
 * reference's.
 */
public final class KernelTrace implements AutoCloseable {

  /** Before every other chain, so that nothing of the way is missed. */
  private static final int FIRST = -350;

  private final LabCluster cluster;
  private final String node;
  private final String table;
  private String pid;

  private KernelTrace(LabCluster cluster, String node, String table) {
    this.cluster = cluster;
    this.node = node;
    this.table = table;
    this.pid = listen();
  }

  /**
   * Begins to trace.
   *
   * @param name distinguishes this trace; what nft does not take in a name is replaced
   * @param match which packets, in nft's language; only the first of a connection is traced
   * @throws AssertionError if the node refused
   */
  public static KernelTrace begin(LabCluster cluster, String node, String name, String match) {
    String table = "lab_trace_" + name.replaceAll("\\W", "_");
    String chain =
        """
          chain %1$s {
            type filter hook %1$s priority %2$d; policy accept;
            %3$s tcp flags & (syn | ack) == syn meta nftrace set 1
          }
        """;
    String rules =
        "table inet %s {\n%s%s}\n"
            .formatted(
                table,
                chain.formatted("prerouting", FIRST, match),
                chain.formatted("output", FIRST, match));
    run(cluster, node, "nft", rules);
    return new KernelTrace(cluster, node, table);
  }

  /** The name of the node whose kernel it is. */
  public String node() {
    return node;
  }

  /** Reads the rules anew: the tool that prints the trace knows those only that it began with. */
  public void again() {
    cluster.onNode(node, List.of("kill", pid));
    pid = listen();
  }

  private String listen() {
    String script = "setsid nft monitor trace > \"$1\" 2>&1 & echo $!";
    return run(cluster, node, "sh", "-c", script, "sh", file(table)).strip();
  }

  /**
   * The packets seen so far.
   *
   * @throws AssertionError if the node could not be asked
   */
  public List<TracedPacket> read() {
    return TracedPacket.parse(run(cluster, node, "cat", file(table)));
  }

  /** Ends it and removes all of it. */
  @Override
  public void close() {
    cluster.onNode(
        node,
        List.of(
            "sh",
            "-c",
            "kill \"$1\"; nft delete table inet \"$2\"; rm -f \"$3\"",
            "sh",
            pid,
            table,
            file(table)));
  }

  private static String file(String table) {
    return "/tmp/" + table;
  }

  private static String run(LabCluster cluster, String node, String... command) {
    return cluster.onNode(node, List.of(command)).required(command[0] + " on " + node);
  }
}
