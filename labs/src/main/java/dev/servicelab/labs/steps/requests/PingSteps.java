package dev.servicelab.labs.steps.requests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.servicelab.labs.cluster.LabNode;
import dev.servicelab.labs.traffic.Ping;
import dev.servicelab.labs.world.PodView;
import dev.servicelab.labs.world.Pods;
import dev.servicelab.labs.world.Scene;
import io.cucumber.java.en.Then;

/** The command ping, which knows no ports and so no Services. */
public final class PingSteps {

  private final Scene scene;
  private final Pods pods;

  /**
   * @param scene the scenario
   * @param pods its pods
   */
  public PingSteps(Scene scene, Pods pods) {
    this.scene = scene;
    this.pods = pods;
  }

  /**
   * All of it is lost. What is pinged may be a variable of the pod's environment, written as a
   * shell does.
   */
  @Then("pod {string} pings {string} and loses every packet")
  public void loses(String pod, String host) {
    Ping ping = ping(pod, scene.address(host));
    assertThat(ping.answered()).as("%s", ping.output()).isZero();
  }

  /** The same from the own network of each node. */
  @Then("every node pings {string} and loses every packet")
  public void nodesLose(String host) {
    for (LabNode node : scene.cluster().nodes()) {
      Ping ping =
          Ping.of(scene.address(host), command -> scene.cluster().onNode(node.name(), command));
      scene.attach("ping on " + node.name(), ping.output());
      assertThat(ping.answered()).as("%s", ping.output()).isZero();
    }
  }

  /** The control: pods of this cluster do answer a ping. */
  @Then("pod {string} pings each pod of the Deployment {string} and loses no packet")
  public void reaches(String pod, String deployment) {
    assertThat(pods.of(deployment)).isNotEmpty();
    for (PodView backend : pods.of(deployment)) {
      Ping ping = ping(pod, backend.ip());
      assertThat(ping.answered()).as("%s", ping.output()).isEqualTo(ping.sent());
    }
  }

  private Ping ping(String pod, String host) {
    Ping ping = Ping.of(host, command -> scene.inPod(pod, command));
    scene.attach("ping " + host, ping.output());
    return ping;
  }
}
