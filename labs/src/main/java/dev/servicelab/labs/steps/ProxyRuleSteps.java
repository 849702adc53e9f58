package dev.servicelab.labs.steps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.servicelab.labs.cluster.CommandResult;
import dev.servicelab.labs.cluster.LabNode;
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

  /** Both proxies write {@code NAMESPACE/SERVICE} into the comment of each rule of a Service. */
  private List<String> rules(LabNode node, String service) {
    CommandResult saved = scene.cluster().onNode(node.name(), List.of("iptables-save"));
    assertThat(saved.exitCode()).as("iptables-save on %s: %s", node, saved.stderr()).isZero();
    Pattern comment =
        Pattern.compile("\\b" + Pattern.quote(scene.namespace() + "/" + service) + "(?![-\\w])");
    return saved.stdout().lines().filter(line -> comment.matcher(line).find()).toList();
  }
}
