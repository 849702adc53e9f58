package dev.servicelab.labs.steps.packets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.servicelab.labs.traffic.Knock;
import dev.servicelab.labs.traffic.Requester;
import dev.servicelab.labs.traffic.Target;
import dev.servicelab.labs.traffic.Traffic;
import dev.servicelab.labs.world.Scene;
import io.cucumber.java.en.Then;
import java.util.List;
import java.util.function.Consumer;

/** Connections that nobody accepts: refused, dropped on the way, or sent on out of the node. */
public final class KnockSteps {
  private final Scene scene;

  /**
   * @param scene the scenario
   */
  public KnockSteps(Scene scene) {
    this.scene = scene;
  }

  /** Every one is answered, and the answer is that nobody is there. */
  @Then("requests from {requesters} to {targets} are refused")
  public void refused(List<Requester> from, List<Target> to) {
    scene
        .settling("traffic")
        .see(
            "refused: requests to " + to,
            scene.timeouts().traffic(),
            () -> Traffic.knocks(from, to),
            knocks -> assertThat(knocks.values()).as("%s", knocks).containsOnly(Knock.REFUSED));
  }

  /**
   * None is answered, and no packet of them leaves the client's node for its destination: a rule
   * has dropped it there.
   */
  @Then("requests from {requesters} to {targets} are dropped, not refused")
  public void dropped(List<Requester> from, List<Target> to) {
    silence(from, to, left -> assertThat(left).as("packets on their way").allMatch(n -> n == 0));
  }

  /** None is answered, as no rule of the client's node has taken it: it goes on as it is. */
  @Then("requests from {requesters} to {targets} are sent on out of the node as they are")
  public void sentOn(List<Requester> from, List<Target> to) {
    silence(
        from,
        to,
        left -> assertThat(left).as("packets on their way").isNotEmpty().allMatch(n -> n > 0));
  }

  /** One look is enough: each knock is two packets, a second apart. */
  private void silence(List<Requester> from, List<Target> to, Consumer<List<Long>> check) {
    scene
        .settling("traffic")
        .see(
            "no answer to requests to " + to,
            scene.timeouts().traffic(),
            1,
            () -> Silence.look(scene, scene.namespace(), from, to),
            seen -> {
              assertThat(seen.knocks().values()).as("%s", seen).containsOnly(Knock.SILENCE);
              check.accept(List.copyOf(seen.left().values()));
            });
  }
}
