package dev.servicelab.labs.kernel;

import dev.servicelab.labs.cluster.CommandResult;
import dev.servicelab.labs.cluster.LabCluster;
import java.util.List;

/**
 * Rules on a node that are nobody's business but their owner's: a chain of their own in the tables
 * nat and filter, a jump to it before everything else, and one after.
 *
 * @param cluster the cluster
 * @param node the name of the node
 * @param chain the name of the chain, up to 28 characters
 */
public record ForeignRules(LabCluster cluster, String node, String chain) implements AutoCloseable {
  private static final String ADD =
      """
      for table in nat filter; do
        iptables -w -t $table -N "$1"
        iptables -w -t $table -A "$1" -d 198.51.100.250/32 -m comment --comment "somebody else's" -j RETURN
        iptables -w -t $table -I OUTPUT -j "$1"
        iptables -w -t $table -A OUTPUT -m comment --comment "the last one" -j "$1"
      done
      """;

  private static final String REMOVE =
      """
      for table in nat filter; do
        iptables -w -t $table -D OUTPUT -j "$1"
        iptables -w -t $table -D OUTPUT -m comment --comment "the last one" -j "$1"
        iptables -w -t $table -F "$1"
        iptables -w -t $table -X "$1"
      done
      """;

  /**
   * Makes them.
   *
   * @throws AssertionError if the node refused
   */
  public static ForeignRules add(LabCluster cluster, String node, String chain) {
    ForeignRules rules = new ForeignRules(cluster, node, chain);
    var _ = rules.run(ADD).required("iptables on " + node);
    return rules;
  }

  /** Those of them that are still there, table after table, in order. */
  public List<String> present() {
    return SavedRules.of(cluster, node).rules().stream()
        .filter(rule -> rule.contains(chain))
        .toList();
  }

  /** Removes them. */
  @Override
  public void close() {
    run(REMOVE);
  }

  private CommandResult run(String script) {
    return cluster.onNode(node, List.of("sh", "-ec", script, "sh", chain));
  }
}
