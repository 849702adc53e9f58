package dev.servicelab.labs.course;

import dev.servicelab.labs.course.Behaviour.Clause;
import dev.servicelab.labs.course.Curriculum.Lab;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** {@code docs/behaviours.md}: every documented behaviour, the lab that shows it, and its proof. */
public final class BehaviourPage {
  private static final String HEAD =
      """
      # Behaviours

      What the articles behind this project document about Services and cluster DNS, and what proves it here. The rows are
      those of the tags: `./lab run --tags @mission-R1` runs the proof of row R1. Passed with: "own" is our proxy and our DNS,
      "reference" is kube-proxy and CoreDNS; `./lab verify` runs every scenario with both, rows V1 to V3 and A1 to A4 in IPVS mode,
      and fails if this page says more than passed.

      This page is generated from `features/`, `docs/behaviours.yaml` and `docs/curriculum.yaml`; a test fails when it is stale and
      tells the command that writes it anew.

      | row | behaviour | lab | feature | passed with |
      |---|---|---|---|---|
      """;

  private BehaviourPage() {}

  /**
   * The whole page.
   *
   * @param scenarios every scenario there is, as a dry run lists them
   */
  public static String text(
      List<Behaviour> behaviours, Curriculum curriculum, List<Proof> scenarios) {
    StringBuilder page = new StringBuilder(HEAD);
    behaviours.forEach(behaviour -> page.append(row(behaviour, curriculum, scenarios)));
    page.append("\n## Claim by claim\n");
    behaviours.forEach(behaviour -> page.append(claims(behaviour)));
    return page.toString();
  }

  /** Whether a scenario with these tags is to pass with the reference proxy and DNS as well. */
  public static boolean alsoReference(List<String> tags) {
    return OwnOnly.reason(tags).isEmpty();
  }

  private static String row(Behaviour behaviour, Curriculum curriculum, List<Proof> scenarios) {
    List<Proof> proof =
        scenarios.stream().filter(scenario -> scenario.tags().contains(behaviour.tag())).toList();
    List<String> features = proof.stream().map(Proof::feature).distinct().toList();
    return "| %s | %s | %s | %s | %s |\n"
        .formatted(
            behaviour.row(),
            behaviour.behaviour(),
            labs(features, curriculum),
            joined(features.stream().map(BehaviourPage::link).toList()),
            passedWith(proof));
  }

  private static String labs(List<String> features, Curriculum curriculum) {
    return features.stream()
        .flatMap(feature -> curriculum.labOf(feature).stream())
        .distinct()
        .sorted(Comparator.comparingInt(Lab::number))
        .map(lab -> lab.number() + " " + lab.title())
        .collect(Collectors.joining("; "));
  }

  private static String link(String feature) {
    return "[%s](../features/%s.feature)".formatted(feature, feature);
  }

  private static String passedWith(List<Proof> proof) {
    List<String> with = new ArrayList<>();
    if (!proof.isEmpty()) {
      with.add("own");
      if (proof.stream().map(Proof::tags).allMatch(BehaviourPage::alsoReference)) {
        with.add("reference");
      }
    }
    return joined(with);
  }

  private static String claims(Behaviour behaviour) {
    String lines =
        behaviour.clauses().stream().map(BehaviourPage::claim).collect(Collectors.joining());
    return "\n### %s %s\n\n| claim | fails in this step |\n|---|---|\n%s"
        .formatted(behaviour.row(), behaviour.behaviour(), lines);
  }

  private static String claim(Clause clause) {
    return "| %s | %s: %s |\n"
        .formatted(cell(clause.clause()), link(clause.feature()), cell(clause.step()));
  }

  private static String cell(String text) {
    return text.replace("|", "\\|");
  }

  private static String joined(List<String> words) {
    return String.join(", ", words);
  }
}
