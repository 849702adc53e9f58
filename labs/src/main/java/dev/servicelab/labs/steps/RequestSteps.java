package dev.servicelab.labs.steps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.servicelab.labs.cluster.LabNode;
import dev.servicelab.labs.traffic.Convergence;
import dev.servicelab.labs.traffic.Replies;
import dev.servicelab.labs.traffic.Requester;
import dev.servicelab.labs.traffic.Requesters;
import dev.servicelab.labs.traffic.Target;
import dev.servicelab.labs.traffic.Traffic;
import dev.servicelab.labs.world.PodView;
import dev.servicelab.labs.world.Pods;
import dev.servicelab.labs.world.Scene;
import dev.servicelab.labs.world.Services;
import io.cucumber.java.ParameterType;
import io.cucumber.java.en.Then;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Requests: who sends them, what they ask, and who answers. */
public final class RequestSteps {

  private static final int REQUESTS_A_ROUND = 8;

  private final Scene scene;
  private final Pods pods;
  private final Services services;
  private final Requesters requesters;
  private final Traffic traffic;

  /**
   * @param scene the scenario
   * @param pods its pods
   * @param services its Services
   * @param requesters who can ask
   * @param traffic sends the requests
   */
  public RequestSteps(
      Scene scene, Pods pods, Services services, Requesters requesters, Traffic traffic) {
    this.scene = scene;
    this.pods = pods;
    this.services = services;
    this.requesters = requesters;
    this.traffic = traffic;
  }

  /**
   * Who asks: a pod, every node's own network, both, a shell in a pod, a container that is not
   * Kubernetes', or a machine outside the cluster.
   */
  @ParameterType(
      "pod \"[^\"]*\" and every node|pod \"[^\"]*\"|every node|a shell in pod \"[^\"]*\""
          + "|container \"[^\"]*\"|outside the cluster")
  public List<Requester> requesters(String text) {
    List<Requester> named = new ArrayList<>();
    if (text.startsWith("pod ")) {
      named.add(requesters.pod(text.split("\"")[1]));
    }
    if (text.startsWith("a shell in pod ")) {
      named.add(requesters.shellIn(text.split("\"")[1]));
    }
    if (text.startsWith("container ")) {
      named.add(requesters.container(text.split("\"")[1]));
    }
    if (text.endsWith("every node")) {
      named.addAll(requesters.everyNode());
    }
    if (text.equals("outside the cluster")) {
      named.add(requesters.outside());
    }
    return named;
  }

  /** Waits until all pods of the Deployment answer through the Service, and nobody else. */
  @Then(
      "requests from {requesters} to the Service {string} are answered by every pod of the"
          + " Deployment/StatefulSet {string}")
  public void answeredByEvery(List<Requester> from, String service, String deployment) {
    traffic.reachesAll(from, List.of(target(service)), () -> pods.of(deployment));
  }

  /** The same for pods that no Deployment keeps. */
  @Then("requests from {requesters} to the Service {string} are answered by {pods} and nobody else")
  public void answeredBy(List<Requester> from, String service, List<String> names) {
    traffic.reachesAll(
        from, List.of(target(service)), () -> names.stream().map(pods::named).toList());
  }

  /** The same at an address that the scenario has named, or by a host name. */
  @Then(
      "requests from {requesters} to port {int} of {string} are answered by every pod of the"
          + " Deployment/StatefulSet {string}")
  public void answeredByEvery(List<Requester> from, int port, String host, String deployment) {
    traffic.reachesAll(
        from, List.of(new Target(scene.address(host), port)), () -> pods.of(deployment));
  }

  /** The same at the address of each node. */
  @Then(
      "requests from {requesters} to port {int} of every node are answered by every pod of the"
          + " Deployment {string}")
  public void answeredByEvery(List<Requester> from, int port, String deployment) {
    traffic.reachesAll(from, everyNode(port), () -> pods.of(deployment));
  }

  /** The same at the port that the API server has picked. */
  @Then(
      "requests from {requesters} to the node port of the Service {string} on every node are"
          + " answered by every pod of the Deployment {string}")
  public void answeredAtNodePort(List<Requester> from, String service, String deployment) {
    traffic.reachesAll(from, everyNode(services.nodePort(service)), () -> pods.of(deployment));
  }

  /** Waits until no request reaches a pod that is not ready. */
  @Then(
      "requests from {requesters} to the Service {string} are answered by the ready pods of the"
          + " Deployment {string} only")
  public void answeredByReadyOnly(List<Requester> from, String service, String deployment) {
    traffic.reachesAll(
        from,
        List.of(target(service)),
        () -> pods.of(deployment).stream().filter(PodView::ready).toList());
  }

  /** Waits until nobody answers at an address any more. */
  @Then("requests from {requesters} to port {int} of {string} get no answer any more")
  public void unanswered(List<Requester> from, int port, String host) {
    traffic.reachesNobody(from, new Target(scene.address(host), port));
  }

  /** No waiting here: every single one of these requests has to be answered. */
  @Then(
      "{int} requests from {requesters} to the Service {string} are all answered, none by pod"
          + " {string}")
  public void allAnswered(int count, List<Requester> from, String service, String alias) {
    String old = scene.calledPod(alias).orElseThrow().name();
    List<Replies> replies = Traffic.round(from, List.of(target(service)), count);
    assertThat(replies).hasSameSizeAs(from);
    for (Replies one : replies) {
      assertThat(one.answered()).as("%s", one).hasSize(count);
      assertThat(one.byPod()).as("%s", one).doesNotContainKey(old);
    }
  }

  /**
   * No waiting here either. Which of the pods answer is the client's choice, when the name leads to
   * all of them.
   */
  @Then(
      "{int} requests from {requesters} to port {int} of {string} are all answered by pods of the"
          + " Deployment/StatefulSet {string}")
  public void allAnsweredByPods(
      int count, List<Requester> from, int port, String host, String workload) {
    List<String> names = pods.of(workload).stream().map(PodView::name).toList();
    for (Replies one : Traffic.round(from, List.of(new Target(scene.address(host), port)), count)) {
      assertThat(one.answered()).as("%s", one).hasSize(count);
      assertThat(one.byPod().keySet()).as("%s", one).isSubsetOf(names);
    }
  }

  /**
   * Waits as the other steps do, and measures it from the change that the scenario has just made.
   */
  @Then(
      "requests from {requesters} to the Service {string} settle on the pods of the Deployment"
          + " {string}, and the time this took is reported")
  public void settle(List<Requester> from, String service, String deployment) {
    Convergence convergence = new Convergence();
    List<Target> target = List.of(target(service));
    scene
        .settling("traffic")
        .see(
            "requests to the Service " + service + " settle on the pods of " + deployment,
            scene.timeouts().podsReady(),
            () -> Traffic.round(from, target, REQUESTS_A_ROUND),
            replies -> {
              Set<String> wanted =
                  pods.of(deployment).stream().map(PodView::name).collect(Collectors.toSet());
              assertThat(convergence.round(replies, wanted))
                  .as("%s, wanted %s", replies, wanted)
                  .isTrue();
            });
    scene.attach("convergence", convergence.report());
  }

  private List<Target> everyNode(int port) {
    return scene.cluster().nodes().stream()
        .map(LabNode::internalIp)
        .map(ip -> new Target(ip, port))
        .toList();
  }

  private Target target(String service) {
    return new Target(services.clusterIp(service), services.port(service));
  }
}
