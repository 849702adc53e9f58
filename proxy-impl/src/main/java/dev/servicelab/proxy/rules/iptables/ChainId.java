package dev.servicelab.proxy.rules.iptables;

import java.util.Comparator;

/**
 * What identifies a chain. Sorted as {@code iptables-save} prints them: by table, then name.
 *
 * @param table its table
 * @param name its name, at most 28 characters
 */
public record ChainId(Table table, String name) implements Comparable<ChainId> {
  private static final Comparator<ChainId> ORDER =
      Comparator.comparing(ChainId::table).thenComparing(ChainId::name);

  @Override
  public int compareTo(ChainId other) {
    return ORDER.compare(this, other);
  }
}
