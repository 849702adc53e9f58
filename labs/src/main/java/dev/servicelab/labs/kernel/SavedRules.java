package dev.servicelab.labs.kernel;

import dev.servicelab.labs.cluster.LabCluster;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The rules that a node's kernel has, as {@code iptables-save} prints them.
 *
 * @param tables the lines of each table, by its name
 */
public record SavedRules(Map<String, List<String>> tables) {

  /** Keeps a copy of the map. */
  public SavedRules {
    tables = Map.copyOf(tables);
  }

  /**
   * Those of IPv4.
   *
   * @throws AssertionError if the node could not be asked
   */
  public static SavedRules of(LabCluster cluster, String node) {
    return of(cluster, node, "iptables-save");
  }

  /** Those of IPv6, see {@link #of(LabCluster, String)}. */
  public static SavedRules ofIpv6(LabCluster cluster, String node) {
    return of(cluster, node, "ip6tables-save");
  }

  private static SavedRules of(LabCluster cluster, String node, String tool) {
    return parse(cluster.onNode(node, List.of(tool)).required(tool + " on " + node));
  }

  /** Reads what {@code iptables-save} prints. */
  public static SavedRules parse(String text) {
    Map<String, List<String>> tables = new LinkedHashMap<>();
    List<String> lines = new ArrayList<>();
    for (String line : text.lines().toList()) {
      if (line.startsWith("*")) {
        lines = tables.computeIfAbsent(line.substring(1), table -> new ArrayList<>());
      } else if (line.startsWith("-A ") || line.startsWith(":")) {
        lines.add(line);
      }
    }
    return new SavedRules(tables);
  }

  /**
   * The rules of one chain, in order, each as {@code -A CHAIN …}; none if there is no such chain.
   */
  public List<String> in(String table, String chain) {
    return rules(table).stream().filter(rule -> rule.startsWith("-A " + chain + " ")).toList();
  }

  /** The rules of a table, in order. */
  public List<String> rules(String table) {
    return lines(table).stream().filter(line -> line.startsWith("-A ")).toList();
  }

  /** The rules of all tables. */
  public List<String> rules() {
    return tables.keySet().stream().flatMap(table -> rules(table).stream()).toList();
  }

  /** The names of a table's chains. */
  public List<String> chains(String table) {
    return lines(table).stream()
        .filter(line -> line.startsWith(":"))
        .map(line -> line.substring(1, line.indexOf(' ')))
        .toList();
  }

  private List<String> lines(String table) {
    return tables.getOrDefault(table, List.of());
  }
}
