package dev.servicelab.labs.equal;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * A chain that is not the same in both.
 *
 * @param chain {@code nat KUBE-SVC-…}
 * @param lines its rules and those of the same chain of the reference where they differ, {@code -}
 *     before ours and {@code +} before the reference's, as in a patch that would mend ours
 */
record Difference(String chain, List<String> lines) {
  private static final List<String> NO_CHAIN = List.of("(no such chain)");

  /** All differences between ours and the reference's. */
  static List<Difference> between(SavedRules ours, SavedRules reference) {
    TreeSet<String> names = new TreeSet<>(ours.chains().keySet());
    names.addAll(reference.chains().keySet());
    List<Difference> differences = new ArrayList<>();
    for (String name : names) {
      List<String> lines =
          patch(
              ours.chains().getOrDefault(name, NO_CHAIN),
              reference.chains().getOrDefault(name, NO_CHAIN));
      if (!lines.isEmpty()) {
        differences.add(new Difference(name, lines));
      }
    }
    return differences;
  }

  /** How many rules differ: a rule in the place of another counts once. */
  int rules() {
    int ours = (int) lines.stream().filter(line -> line.startsWith("-")).count();
    return Math.max(ours, lines.size() - ours);
  }

  /** Chains are short where order counts, so what is equal at both ends is left out, no more. */
  private static List<String> patch(List<String> ours, List<String> reference) {
    int begin = 0;
    while (begin < Math.min(ours.size(), reference.size())
        && ours.get(begin).equals(reference.get(begin))) {
      begin++;
    }
    int end = 0;
    while (end < Math.min(ours.size(), reference.size()) - begin
        && ours.get(ours.size() - 1 - end).equals(reference.get(reference.size() - 1 - end))) {
      end++;
    }
    List<String> left = ours.subList(begin, ours.size() - end);
    List<String> right = reference.subList(begin, reference.size() - end);
    List<String> lines = new ArrayList<>();
    // The same rules in another order are all shown; otherwise those that both have are not.
    boolean reordered = left.stream().sorted().toList().equals(right.stream().sorted().toList());
    left.stream()
        .filter(rule -> reordered || !right.contains(rule))
        .forEach(rule -> lines.add("- " + rule));
    right.stream()
        .filter(rule -> reordered || !left.contains(rule))
        .forEach(rule -> lines.add("+ " + rule));
    if (lines.isEmpty() && !left.equals(right)) {
      left.forEach(rule -> lines.add("- " + rule));
      right.forEach(rule -> lines.add("+ " + rule));
    }
    return lines;
  }
}
