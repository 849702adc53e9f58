package dev.servicelab.proxy.rules.iptables;

/**
 * What identifies a chain. Sorted as {@code iptables-save} prints them: by table, then name.
 *
 * @param table its table
 * @param name its name, at most 28 characters
 */
public record ChainId(Table table, String name) implements Comparable<ChainId> {
  @Override
  public int compareTo(ChainId other) {
    return table == other.table ? name.compareTo(other.name) : table.compareTo(other.table);
  }
}
