package dev.servicelab.labs.steps.dns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.servicelab.labs.traffic.load.Questions;
import dev.servicelab.labs.world.Scene;
import dev.servicelab.labs.world.SystemPods;
import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import java.util.Collections;
import java.util.List;

/** Cluster DNS while its pods come and go. */
public final class DnsLifeSteps {

  /** Seconds with answers that show that the questions are under way, or that they have gone on. */
  private static final int ENOUGH = 5;

  /**
   * Of how many questions one may be under way in the moment in which its connection is forgotten:
   * some sockets a node, a few restarts, each a tenth of a millisecond among minutes, and much more
   * on a machine that is busy with other things. A server that just ends, or a proxy that forgets
   * nothing, loses hundreds.
   */
  private static final int ONE_OF = 2_000;

  private final Scene scene;
  private final Questions questions;
  private final SystemPods system;
  private List<Questions.Tally> tallies = List.of();

  /**
   * @param scene the scenario
   * @param questions the steady questions
   * @param system the pods of proxy and DNS
   */
  public DnsLifeSteps(Scene scene, Questions questions, SystemPods system) {
    this.scene = scene;
    this.questions = questions;
    this.system = system;
  }

  /** Waits until each node's have been answered for some seconds. */
  @Given("the questions are asked on every node")
  public void asked() {
    answeredFor(ENOUGH);
  }

  /** Waits until each node's have been answered for some seconds more. */
  @When("the questions have gone on for a while")
  public void goOn() {
    answeredFor(Collections.max(questions.seconds()) + ENOUGH);
  }

  /** As {@code kubectl rollout restart} does it; waits until the old pods are gone. */
  @When("the Deployment of cluster DNS is restarted and all its pods are new")
  public void restart() {
    system.restartDns();
  }

  /** Ends the questions, and counts. */
  @Then("at least {int} questions a second were asked")
  public void rate(int least) {
    tallies = questions.end();
    scene.attach("questions", Questions.table(tallies));
    assertThat(tallies).hasSize(scene.cluster().nodes().size());
    assertThat(tallies.stream().mapToDouble(Questions.Tally::perSecond).sum())
        .as(Questions.table(tallies))
        .isGreaterThanOrEqualTo(least);
  }

  /** None is asked a second time, so one that is lost stays lost. */
  @Then("none of them went unanswered, but what was under way when a connection was forgotten")
  public void noneLost() {
    long sent = tallies.stream().mapToLong(Questions.Tally::sent).sum();
    assertThat(tallies.stream().mapToLong(Questions.Tally::lost).sum())
        .as(Questions.table(tallies))
        .isLessThanOrEqualTo(sent / ONE_OF);
  }

  private void answeredFor(long seconds) {
    scene
        .eventually()
        .see(
            "the questions of every node are answered for %d seconds".formatted(seconds),
            scene.timeouts().podsReady(),
            1,
            questions::seconds,
            counts ->
                assertThat(counts)
                    .hasSize(scene.cluster().nodes().size())
                    .allMatch(count -> count >= seconds));
  }
}
