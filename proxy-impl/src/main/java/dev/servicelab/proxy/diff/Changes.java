package dev.servicelab.proxy.diff;

import dev.servicelab.proxy.rules.iptables.Chain;
import dev.servicelab.proxy.rules.iptables.ChainId;
import dev.servicelab.proxy.rules.iptables.JumpRule;
import dev.servicelab.proxy.rules.iptables.Table;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One step from what is in the kernel to what should be.
 *
 * @param made chains to be made empty if they are missing, and otherwise left alone
 * @param written chains of ours to be made or replaced, sorted
 * @param edited chains of ours in which some rules go and others come, sorted
 * @param deleted chains nothing leads to any more
 * @param jumps our rules missing from foreign chains, to be prepended in this order
 * @param unlinked rules of ours that go from foreign chains
 */
public record Changes(
    List<ChainId> made,
    List<Chain> written,
    List<ChainEdit> edited,
    List<ChainId> deleted,
    List<JumpRule> jumps,
    List<SavedRule> unlinked) {
  /** How many chains a line of the log has room for. */
  private static final int NAMED = 5;

  /** Nothing to do. */
  public static final Changes NONE =
      new Changes(List.of(), List.of(), List.of(), List.of(), List.of(), List.of());

  public Changes {
    made = List.copyOf(made);
    written = List.copyOf(written);
    edited = List.copyOf(edited);
    deleted = List.copyOf(deleted);
    jumps = List.copyOf(jumps);
    unlinked = List.copyOf(unlinked);
  }

  /** Whether everything is as it should be. */
  public boolean isEmpty() {
    return made.isEmpty()
        && written.isEmpty()
        && edited.isEmpty()
        && deleted.isEmpty()
        && jumps.isEmpty()
        && unlinked.isEmpty();
  }

  /** How many rules are sent to the kernel, per table; absent means none. */
  public Map<Table, Integer> sentRules() {
    Map<Table, Integer> sent = new EnumMap<>(Table.class);
    written.forEach(chain -> sent.merge(chain.id().table(), chain.rules().size(), Integer::sum));
    edited.forEach(
        edit ->
            sent.merge(
                edit.chain().table(), edit.deleted().size() + edit.added().size(), Integer::sum));
    jumps.forEach(jump -> sent.merge(jump.from().table(), 1, Integer::sum));
    return sent;
  }

  /** What is done, in numbers, for the log. */
  public String summary() {
    int deletions = edited.stream().mapToInt(edit -> edit.deleted().size()).sum();
    int additions = edited.stream().mapToInt(edit -> edit.added().size()).sum();
    return "%d chains written, %d deleted; single rules: %d added, %d deleted, %d jumps added"
        .formatted(written.size(), deleted.size(), additions, deletions, jumps.size());
  }

  /** The chains that are written, edited, deleted or jumped from, so that a person finds them. */
  public String where() {
    List<String> names =
        Stream.of(
                written.stream().map(Chain::id),
                edited.stream().map(ChainEdit::chain),
                made.stream(),
                jumps.stream().map(JumpRule::from),
                unlinked.stream().map(SavedRule::chain),
                deleted.stream())
            .flatMap(ids -> ids)
            .map(id -> id.table().nativeName() + "/" + id.name())
            .distinct()
            .toList();
    String some = names.stream().limit(NAMED).collect(Collectors.joining(", "));
    return names.size() > NAMED ? some + " and " + (names.size() - NAMED) + " more" : some;
  }
}
