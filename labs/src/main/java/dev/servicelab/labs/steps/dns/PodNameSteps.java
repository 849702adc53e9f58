package dev.servicelab.labs.steps.dns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.servicelab.labs.cluster.CommandResult;
import dev.servicelab.labs.traffic.dns.Dig;
import dev.servicelab.labs.world.PodView;
import dev.servicelab.labs.world.Pods;
import dev.servicelab.labs.world.Scene;
import io.cucumber.java.en.Then;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/** Names that lead to pods rather than to a ClusterIP: which of the pods they lead to. */
public final class PodNameSteps {

  /** The TTL of the Corefile: an answer from just before the change may be given for so long. */
  private static final Duration TTL = Duration.ofSeconds(30);

  private final Scene scene;
  private final Pods pods;

  /**
   * @param scene the scenario
   * @param pods its pods
   */
  public PodNameSteps(Scene scene, Pods pods) {
    this.scene = scene;
    this.pods = pods;
  }

  /** One A record for each pod that is ready now, and no other. */
  @Then("pod {string} resolves {string} to the ready pods of the Deployment {string} only")
  public void toReady(String pod, String name, String deployment) {
    resolves(pod, name, () -> pods.of(deployment).stream().filter(PodView::ready).toList());
  }

  /** One A record for each pod; at least one of them is not ready now. */
  @Then("pod {string} resolves {string} to all pods of the Deployment {string}, ready or not")
  public void toAll(String pod, String name, String deployment) {
    assertThat(pods.of(deployment)).as("pods").anyMatch(found -> !found.ready());
    resolves(pod, name, () -> pods.of(deployment));
  }

  private void resolves(String pod, String name, Supplier<List<PodView>> wanted) {
    scene
        .eventually()
        .see(
            "%s resolves to the right pods in pod %s".formatted(name, pod),
            TTL.plus(scene.timeouts().dns()),
            () -> addresses(pod, name),
            found ->
                assertThat(found)
                    .isNotEmpty()
                    .containsExactlyInAnyOrderElementsOf(
                        wanted.get().stream().map(PodView::ip).toList()));
  }

  private List<String> addresses(String pod, String name) {
    CommandResult result = scene.inPod(pod, Dig.command(name, 1));
    assertThat(result.exitCode()).as("dig in pod %s: %s", pod, result.stderr()).isZero();
    return Dig.parse(result.stdout()).stream().map(Dig.Answer::address).toList();
  }
}
