package dev.servicelab.labs.equal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Two kernels' rules side by side.
 *
 * @param compared how many rules of the reference there were
 * @param differences what differs, by the Service that it was made for, as {@code namespace/name};
 *     under an empty name what was made for none
 */
record Comparison(int compared, Map<String, List<Difference>> differences) {
  private static final Pattern SERVICE = Pattern.compile("--comment \"?([a-z0-9-]+/[a-z0-9-]+)");

  /** Compares. */
  static Comparison of(SavedRules ours, SavedRules reference) {
    Map<String, List<Difference>> byService = new TreeMap<>();
    for (Difference difference : Difference.between(ours, reference)) {
      // Rules without a comment belong to whom the chain they are in belongs to.
      String owner =
          owner(difference.chain(), ours).or(() -> owner(difference.chain(), reference)).orElse("");
      Map<String, List<String>> lines = new LinkedHashMap<>();
      difference
          .lines()
          .forEach(
              line ->
                  lines
                      .computeIfAbsent(service(line).orElse(owner), key -> new ArrayList<>())
                      .add(line));
      lines.forEach(
          (service, part) ->
              byService
                  .computeIfAbsent(service, key -> new ArrayList<>())
                  .add(new Difference(difference.chain(), part)));
    }
    return new Comparison(reference.count(), byService);
  }

  /** This, and what was found in another family's tables. */
  Comparison plus(Comparison other) {
    Map<String, List<Difference>> both = new TreeMap<>(differences);
    other.differences.forEach(
        (service, found) ->
            both.merge(service, found, (a, b) -> Stream.of(a, b).flatMap(List::stream).toList()));
    return new Comparison(compared + other.compared, both);
  }

  /** How many rules differ. */
  int differing() {
    return differences.values().stream().flatMap(List::stream).mapToInt(Difference::rules).sum();
  }

  /** The Service named by a rule of the chain, or by one that leads to it. */
  private static Optional<String> owner(String chain, SavedRules rules) {
    String jump = "-j " + chain.substring(chain.indexOf(' ') + 1);
    Stream<String> inside = rules.chains().getOrDefault(chain, List.of()).stream();
    Stream<String> leading =
        rules.chains().values().stream().flatMap(List::stream).filter(rule -> rule.endsWith(jump));
    return SavedRules.isShared(chain)
        ? Optional.empty()
        : Stream.concat(inside, leading).flatMap(rule -> service(rule).stream()).findFirst();
  }

  private static Optional<String> service(String rule) {
    Matcher matcher = SERVICE.matcher(rule);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }
}
