package dev.servicelab.labs.steps.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.servicelab.labs.cluster.LabNode;
import dev.servicelab.labs.kernel.Metrics;
import dev.servicelab.labs.traffic.http.NodeHttp;
import dev.servicelab.labs.world.Scene;
import io.cucumber.datatable.DataTable;
import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the proxy of a node tells of itself, at the port that only its own node reaches. */
public final class MetricSteps {
  private static final String ADDRESS = "http://127.0.0.1:10249";

  private final Scene scene;
  private final Map<String, Double> noted = new HashMap<>();

  /**
   * @param scene the scenario
   */
  public MetricSteps(Scene scene) {
    this.scene = scene;
  }

  /** Its value now, to be compared with later; 0 if it is not there yet. */
  @Given("the proxy's metric {string} on {node} is noted")
  public void note(String metric, String node) {
    noted.put(metric + node, metrics(node).value(metric).orElse(0.0));
  }

  /** Waits until it has. */
  @Then("the proxy's metric {string} on {node} has grown by at least {int}")
  public void hasGrown(String metric, String node, int least) {
    Double before = noted.get(metric + node);
    assertThat(before).as("noted before").isNotNull();
    see(metric, node, before + least);
  }

  /** Waits until it is. */
  @Then("the proxy's metric {string} on {node} is at least {int}")
  public void isAtLeast(String metric, String node, int least) {
    see(metric, node, least);
  }

  private void see(String metric, String node, double least) {
    scene
        .eventually()
        .see(
            "%s on %s".formatted(metric, node),
            scene.timeouts().traffic(),
            1,
            () -> value(metric, node),
            value -> assertThat(value).isGreaterThanOrEqualTo(least));
  }

  /** All of them, whatever their values. Some are there only when there was something to count. */
  @Then("the proxy of every node has these metrics:")
  public void has(DataTable names) {
    List<String> wanted = names.asLists().stream().skip(1).map(List::getFirst).toList();
    for (LabNode node : scene.cluster().nodes()) {
      scene
          .eventually()
          .see(
              "metrics on " + node.name(),
              scene.timeouts().traffic(),
              1,
              () -> metrics(node.name()),
              metrics -> assertThat(wanted).isNotEmpty().allMatch(metrics::has));
    }
  }

  /** At {@code /proxyMode}, where the tests of Kubernetes ask for it. */
  @Then("the proxy of every node says in which mode it is, and it is that of the cluster")
  public void mode() {
    String mode = scene.cluster().spec().mode().word();
    for (LabNode node : scene.cluster().nodes()) {
      String said = NodeHttp.get(scene.cluster(), node.name(), ADDRESS + "/proxyMode").body();
      assertThat(said.strip()).as("on %s", node.name()).isEqualTo(mode);
    }
  }

  private double value(String metric, String node) {
    return metrics(node)
        .value(metric)
        .orElseThrow(() -> new AssertionError("no metric %s on %s".formatted(metric, node)));
  }

  private Metrics metrics(String node) {
    return Metrics.parse(NodeHttp.get(scene.cluster(), node, ADDRESS + "/metrics").body());
  }
}
