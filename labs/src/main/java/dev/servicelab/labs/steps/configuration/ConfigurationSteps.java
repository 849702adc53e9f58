package dev.servicelab.labs.steps.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.servicelab.labs.world.Scene;
import dev.servicelab.labs.world.SystemPods;
import io.cucumber.datatable.DataTable;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A node's proxy with another configuration. */
public final class ConfigurationSteps {
  private final Scene scene;
  private final ProxyConfiguration configuration;
  private final SystemPods system;
  private final Map<String, String> startedWith = new HashMap<>();
  private String original = "";

  /**
   * @param scene the scenario
   * @param configuration what the proxies read
   * @param system the pods of the proxies
   */
  public ConfigurationSteps(Scene scene, ProxyConfiguration configuration, SystemPods system) {
    this.scene = scene;
    this.configuration = configuration;
    this.system = system;
  }

  /**
   * Edits the ConfigMap as it was at first, and restarts one node's proxy, which alone has read it
   * then. When the scenario is over, both are as before.
   *
   * @param changes field and new value, both as the file has them; {@code ipvs.scheduler} for a
   *     field of a block
   */
  @When("the proxy of {node} is restarted with this in its configuration:")
  public void restartWith(String node, DataTable changes) {
    edit(node, changes);
    system.replaceProxyOf(node);
    scene.changed();
  }

  /** The same with something in it that no proxy can do. */
  @When("the proxy of {node} is restarted with this in its configuration, and ends:")
  public void restartInVain(String node, DataTable changes) {
    edit(node, changes);
    system.deleteProxyOf(node);
  }

  /** What {@code kubectl logs} shows, and the exit code that kubelet noted. */
  @Then("the proxy of {node} ends with exit code {int}, and one line of its log says {string}")
  public void ended(String node, int exitCode, String word) {
    scene
        .eventually()
        .see(
            "the proxy of " + node + " ends and says why",
            scene.timeouts().podsReady(),
            1,
            () -> system.endedProxyOf(node),
            ended -> {
              assertThat(ended.exitCode()).isEqualTo(exitCode);
              assertThat(ended.log().lines().filter(line -> line.contains(word)))
                  .as(ended.log())
                  .hasSize(1);
            });
  }

  private void edit(String node, DataTable changes) {
    if (original.isEmpty()) {
      original = configuration.text();
    }
    if (!startedWith.containsKey(node)) {
      scene.atEnd(() -> putBack(node));
    }
    String after = original;
    for (List<String> change : changes.asLists()) {
      after = ProxyConfiguration.with(after, change.getFirst(), change.getLast());
    }
    configuration.write(after);
    startedWith.put(node, after);
  }

  private void putBack(String node) {
    configuration.write(original);
    if (!original.equals(startedWith.get(node))) {
      system.replaceProxyOf(node);
    }
  }
}
