package dev.servicelab.labs.steps.requests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.servicelab.labs.traffic.Convergence;
import dev.servicelab.labs.traffic.Replies;
import dev.servicelab.labs.traffic.Requester;
import dev.servicelab.labs.traffic.Target;
import dev.servicelab.labs.traffic.Traffic;
import dev.servicelab.labs.world.PodView;
import dev.servicelab.labs.world.Pods;
import dev.servicelab.labs.world.Scene;
import io.cucumber.java.en.Then;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Requests: who sends them, what they ask, and who answers. */
public final class RequestSteps {

  private static final int REQUESTS_A_ROUND = 8;

  private final Scene scene;
  private final Pods pods;
  private final Traffic traffic;

  /**
   * @param scene the scenario
   * @param pods its pods
   * @param traffic sends the requests
   */
  public RequestSteps(Scene scene, Pods pods, Traffic traffic) {
    this.scene = scene;
    this.pods = pods;
    this.traffic = traffic;
  }

  /** Waits until all pods of the workload answer there, and nobody else. */
  @Then(
      "requests from {requesters} to {targets} are answered by every pod of the"
          + " Deployment/StatefulSet {string}")
  public void answeredByEvery(List<Requester> from, List<Target> to, String workload) {
    traffic.reachesAll(from, to, () -> pods.of(workload));
  }

  /** The same for pods that are named one by one. */
  @Then("requests from {requesters} to {targets} are answered by {pods} and nobody else")
  public void answeredBy(List<Requester> from, List<Target> to, List<String> names) {
    traffic.reachesAll(
        from, to, () -> names.stream().map(name -> pods.named(scene.podName(name))).toList());
  }

  /** Each requester has a pod of its own: the one that runs where it does. */
  @Then(
      "requests from {requesters} to {targets} are answered by the pod of the Deployment {string}"
          + " on their own node")
  public void answeredByNeighbour(List<Requester> from, List<Target> to, String deployment) {
    for (Requester requester : from) {
      String node = requester.node().orElseThrow();
      traffic.reachesAll(
          List.of(requester),
          to,
          () -> pods.of(deployment).stream().filter(pod -> pod.node().equals(node)).toList());
    }
  }

  /** Waits until no request reaches a pod that is not ready. */
  @Then(
      "requests from {requesters} to {targets} are answered by the ready pods of the Deployment"
          + " {string} only")
  public void answeredByReadyOnly(List<Requester> from, List<Target> to, String deployment) {
    traffic.reachesAll(
        from, to, () -> pods.of(deployment).stream().filter(PodView::ready).toList());
  }

  /** Waits until nobody answers at an address any more. */
  @Then("requests from {requesters} to {targets} get no answer any more")
  public void unanswered(List<Requester> from, List<Target> to) {
    traffic.reachesNobody(from, to);
  }

  /** No waiting here: every single one of these requests has to be answered. */
  @Then("{int} requests from {requesters} to {targets} are all answered, none by pod {string}")
  public void allAnswered(int count, List<Requester> from, List<Target> to, String alias) {
    String old = scene.calledPod(alias).orElseThrow().name();
    List<Replies> replies = Traffic.round(from, to, count);
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
      "{int} requests from {requesters} to {targets} are all answered by pods of the"
          + " Deployment/StatefulSet {string}")
  public void allAnsweredByPods(int count, List<Requester> from, List<Target> to, String workload) {
    List<String> names = pods.of(workload).stream().map(PodView::name).toList();
    for (Replies one : Traffic.round(from, to, count)) {
      assertThat(one.answered()).as("%s", one).hasSize(count);
      assertThat(one.byPod().keySet()).as("%s", one).isSubsetOf(names);
    }
  }

  /**
   * Waits as the other steps do, and measures it from the change that the scenario has just made.
   */
  @Then(
      "requests from {requesters} to {targets} settle on the pods of the Deployment {string}, and"
          + " the time this took is reported")
  public void settle(List<Requester> from, List<Target> to, String deployment) {
    Convergence convergence = new Convergence();
    scene
        .settling("traffic")
        .see(
            "requests to " + to + " settle on the pods of " + deployment,
            scene.timeouts().podsReady(),
            () -> Traffic.round(from, to, REQUESTS_A_ROUND),
            replies -> {
              Set<String> wanted =
                  pods.of(deployment).stream().map(PodView::name).collect(Collectors.toSet());
              assertThat(convergence.round(replies, wanted))
                  .as("%s, wanted %s", replies, wanted)
                  .isTrue();
            });
    scene.attach("convergence", convergence.report());
  }
}
