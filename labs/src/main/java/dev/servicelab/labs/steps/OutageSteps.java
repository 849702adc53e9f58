package dev.servicelab.labs.steps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.servicelab.labs.cluster.LabNode;
import dev.servicelab.labs.traffic.ApiOutage;
import dev.servicelab.labs.traffic.Requester;
import dev.servicelab.labs.traffic.Target;
import dev.servicelab.labs.traffic.Traffic;
import dev.servicelab.labs.traffic.load.Load;
import dev.servicelab.labs.world.Pods;
import dev.servicelab.labs.world.Scene;
import dev.servicelab.labs.world.SystemPods;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeCondition;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Parts of the cluster that go away for a while, and come back. */
public final class OutageSteps {

  /**
   * Seconds a request, of a client that makes a process for each, on a node with its own kernel.
   */
  private static final int SLOW = 3;

  private final Scene scene;
  private final Pods pods;
  private final Traffic traffic;
  private final Load load;
  private final SystemPods system;
  private Instant begin = Instant.EPOCH;

  /**
   * @param scene the scenario
   * @param pods its pods
   * @param traffic sends requests
   * @param load the steady load
   * @param system the pods of proxy and DNS
   */
  public OutageSteps(Scene scene, Pods pods, Traffic traffic, Load load, SystemPods system) {
    this.scene = scene;
    this.pods = pods;
    this.traffic = traffic;
    this.load = load;
    this.system = system;
  }

  /** Deletes it and waits until its successor is ready and it is gone itself. */
  @When("the proxy pod of {string} is deleted and another one is ready")
  public void replaceProxy(String node) {
    system.replaceProxyOf(node);
  }

  /** Deletes it and waits until its successor is ready and it is gone itself. */
  @When("a DNS pod is deleted and another one is ready")
  public void replaceDns() {
    system.replaceDns();
  }

  /** Cuts the API server off from everything but its own node, and waits for the end of it. */
  @When("port 6443 of {string} is cut off for {int} seconds")
  public void cutOff(String node, int seconds) {
    ApiOutage outage = ApiOutage.of(scene.cluster(), node(node), scene.namespace());
    Duration limit = scene.timeouts().recovery().plus(Duration.ofSeconds(seconds));
    begin = Instant.now();
    outage.begin(seconds);
    scene.atEnd(
        () -> {
          awaitEnd(outage, limit);
          outage.remove();
        });
    long dropped = awaitEnd(outage, limit);
    Instant end = Instant.now();
    scene.attach(
        "port 6443 cut off",
        "%d packets dropped, %d s".formatted(dropped, Duration.between(begin, end).toSeconds()));
    assertThat(Load.fewestAnswered(load.read(), begin, end))
        .as("requests of each client that were answered meanwhile")
        .isGreaterThanOrEqualTo(scene.cluster().ownKernels() ? seconds / SLOW : seconds);
  }

  /** No node's condition {@code Ready} has changed since the outage began. */
  @Then("no node was held to be lost meanwhile")
  public void noNodeLost() {
    for (Node node : scene.client().nodes().list().getItems()) {
      NodeCondition ready =
          node.getStatus().getConditions().stream()
              .filter(condition -> condition.getType().equals("Ready"))
              .findFirst()
              .orElseThrow();
      assertThat(ready.getStatus()).as("%s", ready).isEqualTo("True");
      assertThat(Instant.parse(ready.getLastTransitionTime())).as("%s", ready).isBefore(begin);
    }
  }

  /** Waits longer than usual, as connections to the API server have to recover first. */
  @Then(
      "requests from {requesters} to port {int} of {string} are answered by every pod of the"
          + " Deployment {string} as soon as proxies and DNS have recovered")
  public void answeredAfterRecovery(
      List<Requester> from, int port, String host, String deployment) {
    traffic.reachesAll(
        from,
        List.of(new Target(scene.address(host), port)),
        () -> pods.of(deployment),
        scene.timeouts().recovery());
  }

  private LabNode node(String name) {
    return scene.cluster().nodes().stream()
        .filter(node -> node.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private long awaitEnd(ApiOutage outage, Duration limit) {
    return scene
        .eventually()
        .see(
            "port 6443 of " + outage.node().name() + " is open again",
            limit,
            1,
            outage::dropped,
            count -> assertThat(count).as("packets dropped").isPositive());
  }
}
