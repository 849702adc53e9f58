package dev.servicelab.labs.steps.packets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.servicelab.labs.traffic.Crowd;
import dev.servicelab.labs.traffic.ForeignContainer;
import dev.servicelab.labs.traffic.Replies;
import dev.servicelab.labs.traffic.Requester;
import dev.servicelab.labs.traffic.Target;
import dev.servicelab.labs.traffic.Traffic;
import dev.servicelab.labs.world.Pods;
import dev.servicelab.labs.world.Scene;
import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Clients that a Service knows again, by their addresses. */
public final class AffinitySteps {
  private static final String AT_ONCE = "1000/s";
  private static final String EVERY_TWO_SECONDS = "30/m";

  private final Scene scene;
  private final Pods pods;
  private @Nullable Crowd crowd;
  private List<Replies> heard = List.of();

  /**
   * @param scene the scenario
   * @param pods its pods
   */
  public AffinitySteps(Scene scene, Pods pods) {
    this.scene = scene;
    this.pods = pods;
  }

  /** Many clients on one node; they go with the scenario. */
  @Given("a crowd of {int} clients on {string}")
  public void crowd(int size, String node) {
    ForeignContainer home = ForeignContainer.create(scene.cluster(), node, scene.namespace());
    scene.atEnd(home::remove);
    crowd = new Crowd(home, home.addAddresses(size));
  }

  /** Waits until every request is answered, and then each client by one pod alone. */
  @Then("each client of the crowd is answered by one pod when it asks {targets} {int} times")
  public void onePodEach(List<Target> target, int count) {
    heard =
        scene
            .settling("traffic")
            .see(
                "each client of the crowd has a pod of its own",
                scene.timeouts().traffic(),
                1,
                () -> ask(target, count, AT_ONCE),
                replies -> assertThat(replies).allMatch(one -> one.byPod().size() == 1));
  }

  /**
   * The clients did not all get the same pod. With as many as there are, and n pods, a choice at
   * random does that with a probability of n to the power of 1 less than their number.
   */
  @Then("not all of these clients have the same pod")
  public void notAllTheSame() {
    Set<String> chosen =
        heard.stream().flatMap(one -> one.byPod().keySet().stream()).collect(Collectors.toSet());
    scene.attach("pods of the crowd", heard.toString());
    assertThat(chosen).hasSizeGreaterThan(1);
  }

  /** The second request comes two seconds after the first. */
  @Then("each client of the crowd has the same pod when it asks {targets} again after 2 seconds")
  public void sameAfterPause(List<Target> target) {
    assertThat(ask(target, 2, EVERY_TWO_SECONDS)).allMatch(one -> one.byPod().size() == 1);
  }

  /** Chance alone gives some of them the same pod again, but not all of them. */
  @Then("some clients of the crowd have another pod when they ask {targets} again after 2 seconds")
  public void anotherAfterPause(List<Target> target) {
    assertThat(ask(target, 2, EVERY_TWO_SECONDS)).anyMatch(one -> one.byPod().size() == 2);
  }

  /** Waits until all requests of one round reach one pod, which gets a name. */
  @Then("{int} requests from {requesters} to {targets} are all answered by one pod, {string}")
  public void onePod(int count, List<Requester> from, List<Target> to, String alias) {
    onePod(count, from, to, alias, "");
  }

  /** The same, and it is another pod than before. */
  @Then(
      "{int} requests from {requesters} to {targets} are all answered by one pod, {string}, which"
          + " is not {string}")
  public void onePod(int count, List<Requester> from, List<Target> to, String alias, String other) {
    List<Replies> round =
        scene
            .settling("traffic")
            .see(
                "requests to %s reach one pod".formatted(to),
                scene.timeouts().traffic(),
                1,
                () -> Traffic.round(from, to, count),
                replies -> assertThat(pod(replies)).isNotEqualTo(scene.podName(other)));
    scene.call(alias, pods.named(pod(round)));
  }

  /** The one pod that answered everything. */
  private static String pod(List<Replies> round) {
    Set<String> answered =
        round.stream().flatMap(one -> one.byPod().keySet().stream()).collect(Collectors.toSet());
    assertThat(round).allMatch(one -> one.answered().size() == one.wanted());
    assertThat(answered).as("%s", round).hasSize(1);
    return answered.iterator().next();
  }

  private List<Replies> ask(List<Target> target, int count, String pace) {
    assertThat(crowd).as("the crowd").isNotNull();
    List<Replies> replies = crowd.ask(target.getFirst(), count, pace, scene.timeouts());
    assertThat(replies).hasSameSizeAs(crowd.addresses());
    assertThat(replies).allMatch(one -> one.answered().size() == count);
    return replies;
  }
}
