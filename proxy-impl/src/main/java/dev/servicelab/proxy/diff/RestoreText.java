package dev.servicelab.proxy.diff;

import dev.servicelab.proxy.rules.iptables.Chain;
import dev.servicelab.proxy.rules.iptables.ChainId;
import dev.servicelab.proxy.rules.iptables.IptablesPrinter;
import dev.servicelab.proxy.rules.iptables.Rule;
import dev.servicelab.proxy.rules.iptables.Table;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Writes changes as input of {@code iptables-restore --noflush}. There a chain line makes a chain,
 * or empties it if it exists; what stands between a table's line and its COMMIT is one step, which
 * takes effect as a whole.
 */
public final class RestoreText {
  /**
   * How many chains to write in one step with iptables-nft. It keeps the names of a step in a
   * sorted list and looks through it for every line: the chains of 5,000 Services take 22 s in one
   * step, 1.1 s in steps of 200.
   */
  public static final int SHORT_STEP = 200;

  /** iptables-legacy reads and writes the whole table in each step, so there should be one only. */
  public static final int ONE_STEP = Integer.MAX_VALUE;

  private final StringBuilder text = new StringBuilder();
  private final Changes changes;
  private final IptablesPrinter printer;

  private RestoreText(Changes changes, IptablesPrinter printer) {
    this.changes = changes;
    this.printer = printer;
  }

  /**
   * The batch; tables without a change are left out.
   *
   * @param step how many chains are written or deleted in one step at most. No chain is led to
   *     before it is complete, so packets may come by between two steps.
   */
  public static String of(Changes changes, IptablesPrinter printer, int step) {
    RestoreText batch = new RestoreText(changes, printer);
    for (Table table : Table.values()) {
      if (batch.touches(table)) {
        batch.append(table, step);
      }
    }
    return batch.text.toString();
  }

  private boolean touches(Table table) {
    return Stream.of(
            changes.made().stream(),
            changes.written().stream().map(Chain::id),
            changes.edited().stream().map(ChainEdit::chain),
            changes.deleted().stream(),
            changes.jumps().stream().map(jump -> jump.from()),
            changes.unlinked().stream().map(SavedRule::chain))
        .flatMap(ids -> ids)
        .anyMatch(id -> id.table() == table);
  }

  private void append(Table table, int step) {
    List<Chain> written = LeafFirst.sorted(in(table, changes.written(), Chain::id));
    List<ChainId> deleted = in(table, changes.deleted(), id -> id);
    int before = (written.size() - 1) / step * step;
    List<ChainId> after = deleted.size() > step ? deleted : List.of();
    List<ChainId> now = deleted.size() > step ? List.of() : deleted;
    inSteps(table, step, written.subList(0, Math.max(0, before)), this::write);
    step(
        table,
        () -> {
          in(table, changes.made(), id -> id).forEach(this::emptyChain);
          now.forEach(this::emptyChain);
          write(written.subList(Math.max(0, before), written.size()));
          singleRules(table);
          now.forEach(this::delete);
        });
    // They lead to each other, so all of them are emptied before the first one goes.
    inSteps(table, step, after, chains -> chains.forEach(this::emptyChain));
    inSteps(table, step, after, chains -> chains.forEach(this::delete));
  }

  private <T> void inSteps(Table table, int step, List<T> things, Consumer<List<T>> writer) {
    for (int done = 0; done < things.size(); done += step) {
      List<T> some = things.subList(done, Math.min(things.size(), done + step));
      step(table, () -> writer.accept(some));
    }
  }

  private void step(Table table, Runnable content) {
    text.append('*').append(table.nativeName()).append('\n');
    content.run();
    text.append("COMMIT\n");
  }

  private void singleRules(Table table) {
    in(table, changes.edited(), ChainEdit::chain).forEach(this::edit);
    in(table, changes.jumps(), jump -> jump.from())
        .forEach(jump -> line("-I", jump.from(), jump.rule()));
    in(table, changes.unlinked(), SavedRule::chain)
        .forEach(rule -> line("-D", rule.chain(), rule.text()));
  }

  private void write(List<Chain> chains) {
    chains.forEach(chain -> emptyChain(chain.id()));
    chains.forEach(chain -> chain.rules().forEach(rule -> line("-A", chain.id(), rule)));
  }

  /** Each added rule goes to the top, so the last one is first. */
  private void edit(ChainEdit edit) {
    edit.deleted().forEach(rule -> line("-D", edit.chain(), rule));
    edit.added().reversed().forEach(rule -> line("-I", edit.chain(), rule));
  }

  private void emptyChain(ChainId id) {
    text.append(':').append(id.name()).append(" - [0:0]\n");
  }

  private void delete(ChainId id) {
    text.append("-X ").append(id.name()).append('\n');
  }

  private void line(String verb, ChainId chain, Rule rule) {
    line(verb, chain, printer.rule(rule));
  }

  private void line(String verb, ChainId chain, String rule) {
    text.append(verb).append(' ').append(chain.name()).append(' ').append(rule).append('\n');
  }

  private static <T> List<T> in(Table table, List<T> things, Function<T, ChainId> id) {
    return things.stream().filter(thing -> id.apply(thing).table() == table).toList();
  }
}
