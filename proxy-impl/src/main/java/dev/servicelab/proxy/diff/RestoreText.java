package dev.servicelab.proxy.diff;

import dev.servicelab.proxy.rules.iptables.Chain;
import dev.servicelab.proxy.rules.iptables.ChainId;
import dev.servicelab.proxy.rules.iptables.IptablesPrinter;
import dev.servicelab.proxy.rules.iptables.Rule;
import dev.servicelab.proxy.rules.iptables.Table;
import java.util.stream.Stream;

/**
 * Writes changes as input of {@code iptables-restore --noflush}. There a chain line makes a chain,
 * or empties it if it exists; each table's changes take effect together at its COMMIT.
 */
public final class RestoreText {
  private RestoreText() {}

  /** The batch; tables without a change are left out. */
  public static String of(Changes changes, IptablesPrinter printer) {
    StringBuilder text = new StringBuilder();
    for (Table table : Table.values()) {
      if (touches(changes, table)) {
        append(text, changes, table, printer);
      }
    }
    return text.toString();
  }

  private static boolean touches(Changes changes, Table table) {
    return Stream.of(
            changes.written().stream().map(Chain::id),
            changes.made().stream(),
            changes.deleted().stream(),
            changes.jumps().stream().map(jump -> jump.from()))
        .flatMap(ids -> ids)
        .anyMatch(id -> id.table() == table);
  }

  private static void append(
      StringBuilder text, Changes changes, Table table, IptablesPrinter printer) {
    text.append('*').append(table.nativeName()).append('\n');
    Stream.of(
            changes.made().stream(),
            changes.written().stream().map(Chain::id),
            changes.deleted().stream())
        .flatMap(ids -> ids)
        .filter(id -> id.table() == table)
        .forEach(id -> text.append(':').append(id.name()).append(" - [0:0]\n"));
    for (Chain chain : changes.written()) {
      if (chain.id().table() == table) {
        chain.rules().forEach(rule -> line(text, "-A", chain.id(), rule, printer));
      }
    }
    changes.jumps().stream()
        .filter(jump -> jump.from().table() == table)
        .forEach(jump -> line(text, "-I", jump.from(), jump.rule(), printer));
    changes.deleted().stream()
        .filter(id -> id.table() == table)
        .forEach(id -> text.append("-X ").append(id.name()).append('\n'));
    text.append("COMMIT\n");
  }

  private static void line(
      StringBuilder text, String verb, ChainId chain, Rule rule, IptablesPrinter printer) {
    text.append(verb).append(' ').append(chain.name()).append(' ');
    text.append(printer.rule(rule)).append('\n');
  }
}
