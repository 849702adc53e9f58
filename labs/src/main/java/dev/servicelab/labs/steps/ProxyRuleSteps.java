package dev.servicelab.labs.steps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.servicelab.labs.cluster.LabNode;
import dev.servicelab.labs.kernel.SavedRules;
import dev.servicelab.labs.world.Scene;
import io.cucumber.java.en.Then;
import java.util.List;
import java.util.regex.Pattern;

/** Whether the proxy has written anything about a Service into the nodes' packet filter. */
public final class ProxyRuleSteps {

  private final Scene scene;

  /**
   * @param scene the scenario
   */
  public ProxyRuleSteps(Scene scene) {
    this.scene = scene;
  }

  /** Waits until each node has a rule whose comment names the Service. */
  @Then("every node has proxy rules for the Service {string}")
  public void everyNode(String service) {
    for (LabNode node : scene.cluster().nodes()) {
      scene
          .eventually()
          .see(
              "%s has proxy rules for the Service %s".formatted(node.name(), service),
              scene.timeouts().traffic(),
              1,
              () -> rules(node, service),
              rules -> assertThat(rules).isNotEmpty());
    }
  }

  /**
   * No waiting here: a Service that was made later and has its rules already shows that the proxy
   * is up to date.
   */
  @Then("no node has a proxy rule for the Service {string}")
  public void noNode(String service) {
    for (LabNode node : scene.cluster().nodes()) {
      assertThat(rules(node, service)).as("rules on %s", node.name()).isEmpty();
    }
  }

  /** No Service comes after it; with an address in it, it would hold for that one alone. */
  @Then(
      "the last rule of KUBE-SERVICES on every node leads to KUBE-NODEPORTS, for every address of"
          + " the node")
  public void nodePortsLast() {
    for (LabNode node : scene.cluster().nodes()) {
      String last =
          SavedRules.of(scene.cluster(), node.name()).in("nat", "KUBE-SERVICES").getLast();
      assertThat(last)
          .as("on %s", node.name())
          .contains("-m addrtype --dst-type LOCAL -j KUBE-NODEPORTS")
          .doesNotContain(" -d ");
    }
  }

  /** The chains that every node has, with the jumps to them, and no others. */
  @Then("every node has the proxy's chains for IPv6, too, and none of them is for a Service")
  public void ipv6() {
    for (LabNode node : scene.cluster().nodes()) {
      SavedRules rules = SavedRules.ofIpv6(scene.cluster(), node.name());
      assertThat(rules.chains("nat"))
          .as("on %s", node.name())
          .contains("KUBE-SERVICES", "KUBE-NODEPORTS", "KUBE-POSTROUTING", "KUBE-MARK-MASQ")
          .noneMatch(chain -> chain.matches("KUBE-(SVC|SVL|SEP|EXT|FW)-.*"));
      assertThat(rules.in("nat", "PREROUTING")).anyMatch(rule -> rule.endsWith("KUBE-SERVICES"));
      assertThat(rules.in("nat", "OUTPUT")).anyMatch(rule -> rule.endsWith("KUBE-SERVICES"));
      assertThat(rules.in("nat", "POSTROUTING"))
          .anyMatch(rule -> rule.endsWith("KUBE-POSTROUTING"));
    }
  }

  /** Both proxies write {@code NAMESPACE/SERVICE} into the comment of each rule of a Service. */
  private List<String> rules(LabNode node, String service) {
    Pattern comment =
        Pattern.compile("\\b" + Pattern.quote(scene.namespace() + "/" + service) + "(?![-\\w])");
    return SavedRules.of(scene.cluster(), node.name()).rules().stream()
        .filter(rule -> comment.matcher(rule).find())
        .toList();
  }
}
