package dev.servicelab.labs.steps.packets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.servicelab.labs.traffic.Knock;
import dev.servicelab.labs.traffic.Requester;
import dev.servicelab.labs.traffic.Target;
import dev.servicelab.labs.traffic.Traffic;
import dev.servicelab.labs.world.Scene;
import io.cucumber.java.en.Then;
import java.util.List;

/** Connections that nobody accepts: refused, or sent on out of the node. */
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
   * None is answered, as no rule of the client's node has taken it: it goes on as it is. One look
   * is enough: each knock is two packets, a second apart.
   */
  @Then("requests from {requesters} to {targets} are sent on out of the node as they are")
  public void sentOn(List<Requester> from, List<Target> to) {
    scene
        .settling("traffic")
        .see(
            "no answer to requests to " + to,
            scene.timeouts().traffic(),
            1,
            () -> Silence.look(scene, scene.namespace(), from, to),
            seen -> {
              assertThat(seen.knocks().values()).as("%s", seen).containsOnly(Knock.SILENCE);
              assertThat(seen.left().values())
                  .as("packets on their way")
                  .isNotEmpty()
                  .allMatch(left -> left > 0);
            });
  }
}
