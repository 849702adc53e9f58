package dev.servicelab.labs.equal.dns;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a comparison of the DNS servers came to.
 *
 * @param queries how many queries each server was asked
 * @param compared each of them, for each way in which ours is set
 */
public record DnsEqualityResult(int queries, List<Compared> compared) {

  /** Whether ours answers as the reference, but for choices, each of which makes a difference. */
  public boolean equal() {
    return !compared.isEmpty() && differing().isEmpty() && unused().isEmpty();
  }

  /** The lines about differences that the table does not expect; empty if there is none. */
  List<String> unexpected() {
    return differing().stream().filter(c -> !c.open()).flatMap(c -> c.lines().stream()).toList();
  }

  private List<Compared> differing() {
    return compared.stream().filter(c -> !c.equal() && !c.byChoice()).toList();
  }

  /** How often each choice makes a difference. */
  private Map<String, Long> choices() {
    return compared.stream()
        .filter(Compared::byChoice)
        .filter(c -> !c.question().choice().equals(Question.ANY_CHOICE))
        .collect(
            Collectors.groupingBy(c -> c.question().choice(), TreeMap::new, Collectors.counting()));
  }

  /** Choices of the table by which nothing differs: then they should not stand there. */
  private List<String> unused() {
    return compared.stream()
        .map(c -> c.question().choice())
        .filter(choice -> !choice.isEmpty() && !choice.equals(Question.ANY_CHOICE))
        .filter(choice -> !choice.equals(Question.OPEN))
        .filter(choice -> !choices().containsKey(choice))
        .distinct()
        .toList();
  }

  /** For people: what differs, and a last line with the numbers. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    differing().forEach(c -> lines.addAll(c.lines()));
    unused().forEach(choice -> lines.add("choice " + choice + " makes no difference"));
    choices()
        .forEach(
            (choice, count) ->
                lines.add("choice %s: %d queries are answered otherwise".formatted(choice, count)));
    lines.add(
        "%d queries, %d answers compared, %d differing by choice, %d differing (%d of them known)"
            .formatted(
                queries,
                compared.size(),
                compared.stream().filter(Compared::byChoice).count(),
                differing().size(),
                compared.stream().filter(Compared::open).count()));
    return lines;
  }
}
