package dev.servicelab.labs.steps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.servicelab.labs.cluster.LabNode;
import dev.servicelab.labs.world.PodView;
import dev.servicelab.labs.world.Pods;
import dev.servicelab.labs.world.Scene;
import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Deployments, StatefulSets and the pods they keep. */
public final class DeploymentSteps {

  private final Scene scene;
  private final Pods pods;
  private List<PodView> seen = List.of();

  /**
   * @param scene the scenario
   * @param pods its pods
   */
  public DeploymentSteps(Scene scene, Pods pods) {
    this.scene = scene;
    this.pods = pods;
  }

  /** Waits until the workload keeps exactly so many pods and all of them are ready. */
  @Given("the Deployment/StatefulSet {string} has {int} ready pods")
  public void hasReadyPods(String workload, int count) {
    seen =
        scene
            .arriving()
            .see(
                "%s has %d pods, all ready".formatted(workload, count),
                scene.timeouts().podsReady(),
                1,
                () -> pods.of(workload),
                found -> assertThat(found).hasSize(count).allMatch(PodView::ready));
  }

  /** The placement that the manifest asks for. */
  @Given("the pods of the Deployment {string} run on {int} nodes")
  public void runOnNodes(String deployment, int nodes) {
    List<PodView> found = pods.of(deployment);
    assertThat(found.stream().map(PodView::node).distinct().count())
        .as("nodes of %s", found)
        .isEqualTo(nodes);
  }

  /** The placement that the manifest asks for. */
  @Given("no pod of the Deployment {string} runs on {string}")
  public void runsElsewhere(String deployment, String node) {
    assertThat(pods.of(deployment)).isNotEmpty().noneMatch(pod -> pod.node().equals(node));
  }

  /** Gives one of the pods a name to speak of it by. */
  @Given("one pod of the Deployment {string} is called {string}")
  public void call(String deployment, String alias) {
    List<PodView> found = pods.of(deployment);
    assertThat(found).isNotEmpty();
    scene.call(alias, found.getFirst());
  }

  /** A pod in its node's network has no address of its own. */
  @Then("each pod of the Deployment {string} has the address of its node")
  public void haveNodeAddresses(String deployment) {
    Map<String, String> nodes =
        scene.cluster().nodes().stream()
            .collect(Collectors.toMap(LabNode::name, LabNode::internalIp));
    assertThat(pods.of(deployment))
        .isNotEmpty()
        .allMatch(pod -> pod.ip().equals(nodes.get(pod.node())), "address of its node, " + nodes);
  }

  /** What replaced a pod is another one: its name and its address are new. */
  @Then("none of them is pod {string} or has its address")
  public void areOthers(String alias) {
    PodView old = scene.calledPod(alias).orElseThrow();
    assertThat(seen)
        .isNotEmpty()
        .noneMatch(pod -> pod.name().equals(old.name()) || pod.ip().equals(old.ip()));
  }
}
