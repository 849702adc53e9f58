package dev.servicelab.labs.traffic;

import dev.servicelab.labs.cluster.CommandResult;
import dev.servicelab.labs.cluster.LabCluster;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Counts, in a node's kernel, by which hook the new connections to one address come in. The chains
 * lie behind connection tracking, which tells what is new (priority -200), and before the proxy
 * replaces the address (-100).
 *
 * @param cluster the cluster
 * @param node the name of the node
 * @param table the name of the table that holds the two counters, nobody else's
 */
public record EntryCounters(LabCluster cluster, String node, String table) {

  private static final Pattern COUNTER = Pattern.compile("counter (\\w+) \\{\\s*packets (\\d+)");

  /**
   * Begins to count.
   *
   * @param name distinguishes this table; what nft does not take in a name is replaced
   * @throws AssertionError if the node refused
   */
  public static EntryCounters begin(LabCluster cluster, String node, String name, Target target) {
    EntryCounters counters = new EntryCounters(cluster, node, "lab_" + name.replaceAll("\\W", "_"));
    counters.nft(
        """
        table inet %1$s {
          counter OUTPUT { }
          counter PREROUTING { }
          chain output {
            type filter hook output priority mangle; policy accept;
            ct state new ip daddr %2$s tcp dport %3$d counter name OUTPUT
          }
          chain prerouting {
            type filter hook prerouting priority mangle; policy accept;
            ct state new ip daddr %2$s tcp dport %3$d counter name PREROUTING
          }
        }
        """
            .formatted(counters.table, target.host(), target.port()));
    return counters;
  }

  /**
   * How many packets that open a connection each hook has seen, by its name in capitals.
   *
   * @throws AssertionError if the node could not be asked
   */
  public Map<String, Long> read() {
    return parse(nft("list table inet " + table));
  }

  /** Reads what {@code nft list table} prints. */
  static Map<String, Long> parse(String table) {
    Map<String, Long> counts = new HashMap<>();
    COUNTER
        .matcher(table)
        .results()
        .forEach(found -> counts.put(found.group(1), Long.valueOf(found.group(2))));
    return counts;
  }

  /** Removes the table. */
  public void remove() {
    cluster.onNode(node, List.of("nft", "delete table inet " + table));
  }

  private String nft(String command) {
    CommandResult result = cluster.onNode(node, List.of("nft", command));
    if (!result.ok()) {
      throw new AssertionError("nft on " + node + ": " + result.stderr().strip());
    }
    return result.stdout();
  }
}
