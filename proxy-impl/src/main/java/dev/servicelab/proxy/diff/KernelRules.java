package dev.servicelab.proxy.diff;

import dev.servicelab.proxy.rules.iptables.ChainId;
import dev.servicelab.proxy.rules.iptables.Table;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What {@code iptables-save} printed: ours and everybody else's.
 *
 * @param chains each chain's rules as text, without {@code -A CHAIN}
 */
public record KernelRules(Map<ChainId, List<String>> chains) {

  /** Reads the output of {@code iptables-save}; tables this proxy does not use are passed over. */
  public static KernelRules parse(String saved) {
    Map<String, Table> tables =
        EnumSet.allOf(Table.class).stream()
            .collect(Collectors.toMap(Table::nativeName, table -> table));
    Map<ChainId, List<String>> chains = new HashMap<>();
    Table table = null;
    for (String line : saved.split("\n")) {
      if (line.startsWith("*")) {
        table = tables.get(line.substring(1));
      } else if (table != null) {
        take(chains, table, line);
      }
    }
    return new KernelRules(chains);
  }

  /** The rules of a chain; null if there is no such chain. */
  public @Nullable List<String> rules(ChainId chain) {
    return chains.get(chain);
  }

  /** The chains there are. */
  Set<ChainId> names() {
    return chains.keySet();
  }

  private static void take(Map<ChainId, List<String>> chains, Table table, String line) {
    if (line.startsWith(":")) {
      String name = line.substring(1, line.indexOf(' '));
      chains.put(new ChainId(table, name), new ArrayList<>());
    } else if (line.startsWith("-A ")) {
      int end = line.indexOf(' ', 3);
      String name = end < 0 ? line.substring(3) : line.substring(3, end);
      String rule = end < 0 ? "" : line.substring(end + 1);
      chains.computeIfAbsent(new ChainId(table, name), id -> new ArrayList<>()).add(rule);
    }
  }
}
