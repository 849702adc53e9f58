package dev.servicelab.labs.equal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ComparisonTest {
  private static final String WEB =
      "-A KUBE-SVC-WEB -m comment --comment \"shop/web:http -> 10.0.0.1:80\" -j KUBE-SEP-1\n";

  @Test
  void equalRulesAreCountedAndNothingElse() {
    Comparison comparison = compare(WEB, WEB);

    assertThat(comparison.compared()).isEqualTo(1);
    assertThat(comparison.differing()).isZero();
    assertThat(comparison.differences()).isEmpty();
  }

  @Test
  void aRuleInPlaceOfAnotherIsOneDifferenceOfItsService() {
    Comparison comparison = compare(WEB, WEB.replace("10.0.0.1", "10.0.0.2"));

    assertThat(comparison.differing()).isEqualTo(1);
    assertThat(comparison.differences()).containsOnlyKeys("shop/web");
    assertThat(lines(comparison))
        .satisfiesExactly(
            ours -> assertThat(ours).startsWith("- ").contains("10.0.0.1"),
            reference -> assertThat(reference).startsWith("+ ").contains("10.0.0.2"));
  }

  @Test
  void aChainThatOnlyOneHasIsADifference() {
    assertThat(compare("", ":KUBE-SVC-WEB - [0:0]\n").differing()).isEqualTo(1);
    assertThat(compare(":KUBE-SVC-WEB - [0:0]\n", "").differing()).isEqualTo(1);
  }

  @Test
  void aRuleThatIsThereTwiceIsADifference() {
    assertThat(compare(WEB + WEB, WEB).differing()).isEqualTo(1);
  }

  @Test
  void rulesInAnotherOrderAreShown() {
    String other = WEB.replace("KUBE-SEP-1", "KUBE-SEP-2");
    Comparison comparison = compare(WEB + other, other + WEB);

    assertThat(comparison.differing()).isEqualTo(2);
    assertThat(lines(comparison)).hasSize(4);
  }

  @Test
  void aRuleWithoutACommentBelongsToTheServiceThatLeadsToItsChain() {
    Comparison comparison = compare(WEB + "-A KUBE-SEP-1 -s 10.0.0.1/32 -j KUBE-MARK-MASQ\n", WEB);

    assertThat(comparison.differences()).containsOnlyKeys("shop/web");
  }

  @Test
  void rulesOfASharedChainBelongToTheirServices() {
    String services =
        """
        -A KUBE-SERVICES -m comment --comment "shop/web:http cluster IP" -j KUBE-SVC-WEB
        -A KUBE-SERVICES -m comment --comment "shop/db cluster IP" -j KUBE-SVC-DB
        """;
    Comparison comparison = compare(services, "-A KUBE-SERVICES -j NOBODYS\n");

    assertThat(comparison.differences()).containsOnlyKeys("", "shop/db", "shop/web");
  }

  @Test
  void familiesAreAdded() {
    Comparison both = compare(WEB, "").plus(compare(WEB, WEB));

    assertThat(both.compared()).isEqualTo(1);
    assertThat(both.differing()).isEqualTo(1);
  }

  private static List<String> lines(Comparison comparison) {
    return comparison.differences().getOrDefault("shop/web", List.of()).stream()
        .flatMap(difference -> difference.lines().stream())
        .toList();
  }

  private static Comparison compare(String ours, String reference) {
    return Comparison.of(
        SavedRules.parse("*nat\n" + ours + "COMMIT\n"),
        SavedRules.parse("*nat\n" + reference + "COMMIT\n"));
  }
}
