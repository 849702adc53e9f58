package dev.servicelab.labs.equal;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What {@code iptables-save} printed, in a form in which only what counts is left: counters are
 * gone, and so is the order of chains; the order of rules is kept but for the few chains of which
 * kube-proxy itself fills some in the order of a Go map.
 *
 * @param chains the rules of each chain, by {@code table chain}, without the leading {@code -A
 *     chain}
 */
record SavedRules(TreeMap<String, List<String>> chains) {
  private static final Set<String> UNORDERED =
      Set.of("KUBE-SERVICES", "KUBE-EXTERNAL-SERVICES", "KUBE-NODEPORTS", "KUBE-PROXY-FIREWALL");

  /** kube-proxy's ipvs mode writes the rules for source ranges in the order of a Go map. */
  static final Set<String> UNORDERED_IPVS = Set.of("KUBE-IPVS-OUT-FILTER");

  private static final Pattern OF_ONE_PORT = Pattern.compile("KUBE-(SVC|SVL|SEP|EXT|FW)-");

  /** Ends KUBE-SERVICES; that it is the last is part of what it says. */
  private static final String NODE_PORT_JUMP = "this must be the last rule in this chain";

  /**
   * Reads the tool's output of iptables mode.
   *
   * @throws IllegalArgumentException naming the line, if it is something else
   */
  static SavedRules parse(String text) {
    return parse(text, UNORDERED);
  }

  /**
   * Reads the tool's output.
   *
   * @param unordered the chains in which the order of rules says nothing
   * @throws IllegalArgumentException naming the line, if it is something else
   */
  static SavedRules parse(String text, Set<String> unordered) {
    TreeMap<String, List<String>> chains = new TreeMap<>();
    String table = "";
    for (String line : text.lines().toList()) {
      if (line.startsWith("*")) {
        table = line.substring(1) + " ";
      } else if (line.startsWith(":")) {
        // The policy of a built-in chain stays, the counters behind it go.
        String[] words = line.substring(1).split(" ");
        chains.computeIfAbsent(table + words[0], key -> new ArrayList<>());
      } else if (line.startsWith("-A ")) {
        String[] words = line.split(" ", 3);
        chains
            .computeIfAbsent(table + words[1], key -> new ArrayList<>())
            .add(words.length == 3 ? words[2] : "");
      } else if (!line.isBlank() && !line.startsWith("#") && !line.equals("COMMIT")) {
        throw new IllegalArgumentException("not of iptables-save: " + line);
      }
    }
    chains.replaceAll((chain, rules) -> ordered(chain, rules, unordered));
    return new SavedRules(chains);
  }

  /** Whether a chain belongs to no Service port alone: its name holds no hash. */
  static boolean isShared(String chain) {
    return !OF_ONE_PORT.matcher(chain).find();
  }

  /** How many rules there are. */
  int count() {
    return chains.values().stream().mapToInt(List::size).sum();
  }

  private static List<String> ordered(String chain, List<String> rules, Set<String> unordered) {
    if (!unordered.contains(chain.substring(chain.indexOf(' ') + 1))) {
      return List.copyOf(rules);
    }
    List<String> sorted = new ArrayList<>();
    List<String> between = new ArrayList<>();
    for (String rule : rules) {
      if (rule.contains(NODE_PORT_JUMP)) {
        // Only rules on the same side of it may change places with each other.
        between.stream().sorted().forEach(sorted::add);
        between.clear();
        sorted.add(rule);
      } else {
        between.add(rule);
      }
    }
    between.stream().sorted().forEach(sorted::add);
    return List.copyOf(sorted);
  }
}
