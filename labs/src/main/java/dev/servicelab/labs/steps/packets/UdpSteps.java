package dev.servicelab.labs.steps.packets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.servicelab.labs.cluster.CommandResult;
import dev.servicelab.labs.traffic.Reply;
import dev.servicelab.labs.traffic.Target;
import dev.servicelab.labs.traffic.UdpQuestion;
import dev.servicelab.labs.world.Pods;
import dev.servicelab.labs.world.Scene;
import io.cucumber.java.en.Then;
import java.util.List;
import java.util.Optional;

/** A client that always asks from the same UDP port: to the kernel one connection. */
public final class UdpSteps {
  private final Scene scene;
  private final Pods pods;

  /**
   * @param scene the scenario
   * @param pods its pods
   */
  public UdpSteps(Scene scene, Pods pods) {
    this.scene = scene;
    this.pods = pods;
  }

  /** Goes on asking until this pod answers; each question keeps the kernel's entry alive. */
  @Then("pod {string}, always from one UDP port, is answered at {targets} by pod {string}")
  public void answeredBy(String client, List<Target> to, String wanted) {
    String name = pods.named(scene.podName(wanted)).name();
    scene
        .settling("traffic")
        .see(
            "pod %s answers %s".formatted(name, client),
            scene.timeouts().traffic(),
            () -> ask(client, to.getFirst()),
            answer ->
                assertThat(answer)
                    .map(Reply.Answered::pod)
                    .as("who answered")
                    .isEqualTo(Optional.of(name)));
  }

  /** Goes on asking until nobody answers. */
  @Then("pod {string}, always from one UDP port, gets no answer at {targets}")
  public void unanswered(String client, List<Target> to) {
    scene
        .settling("traffic")
        .see(
            "nobody answers " + client,
            scene.timeouts().traffic(),
            () -> ask(client, to.getFirst()),
            answer -> assertThat(answer).isEmpty());
  }

  private Optional<Reply.Answered> ask(String client, Target to) {
    CommandResult result = scene.inPod(client, UdpQuestion.command(to));
    return UdpQuestion.parse(result.stdout());
  }
}
