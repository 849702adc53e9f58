package dev.servicelab.labs.steps.requests;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.servicelab.labs.traffic.load.Load;
import dev.servicelab.labs.traffic.load.LoadLog;
import dev.servicelab.labs.world.Scene;
import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import java.time.Instant;
import java.util.List;

/** The steady load of a scenario, and what became of its requests. */
public final class LoadSteps {

  /** At the load's slowest rate, about three a second, this is some six seconds of it. */
  private static final int ENOUGH = 20;

  private final Scene scene;
  private final Load load;

  /**
   * @param scene the scenario
   * @param load its load
   */
  public LoadSteps(Scene scene, Load load) {
    this.scene = scene;
    this.load = load;
  }

  /** Waits until each client on each node has had some answers. */
  @Given("the load runs on every node")
  public void runs() {
    goesOn(Instant.EPOCH);
  }

  /** Waits until each client has had some more answers, from now on. */
  @When("the load has gone on for a while")
  public void hasGoneOn() {
    goesOn(Instant.now());
  }

  /** Every request on a connection of its own, from the first to the last. */
  @Then("no connection of the load has failed")
  public void noConnectionFailed() {
    List<LoadLog> logs = load.read();
    scene.attach("load", Load.table(logs));
    assertThat(logs.stream().filter(log -> log.client().equals("requests"))).isNotEmpty();
    assertNoLosses(logs, true);
  }

  /**
   * A client of the load has one connection at a time, so this is what was under way in so many
   * moments. How many it was is in the report.
   */
  @Then("the load has lost {int} connection(s) on each node at most, and the report has them")
  public void lostFew(int most) {
    List<LoadLog> logs = load.read();
    scene.attach("load", Load.table(logs));
    assertThat(Load.fewestAnswered(logs, Instant.EPOCH, Instant.MAX)).isPositive();
    scene.attach(
        "lost", logs.stream().flatMap(log -> log.losses().stream()).collect(joining("\n")));
    for (LoadLog log : logs) {
      assertThat(log.losses()).as(log.node()).hasSizeLessThanOrEqualTo(most);
    }
  }

  /** A lookup is asked a second time when the first was not answered in time, and no third time. */
  @Then("every lookup of the load was answered, after one retry at most")
  public void everyLookupAnswered() {
    assertNoLosses(load.read(), false);
  }

  private static void assertNoLosses(List<LoadLog> logs, boolean requests) {
    List<LoadLog> meant =
        logs.stream().filter(log -> log.client().equals("requests") == requests).toList();
    assertThat(meant).isNotEmpty().noneMatch(log -> log.entries().isEmpty());
    assertThat(meant.stream().flatMap(log -> log.losses().stream()))
        .as(Load.table(meant))
        .isEmpty();
  }

  private void goesOn(Instant from) {
    scene
        .eventually()
        .see(
            "every client of the load has been answered %d times".formatted(ENOUGH),
            scene.timeouts().podsReady(),
            1,
            load::read,
            logs -> {
              assertThat(logs.stream().map(LoadLog::node).distinct())
                  .hasSize(scene.cluster().nodes().size());
              assertThat(Load.fewestAnswered(logs, from, Instant.MAX))
                  .as(Load.table(logs))
                  .isGreaterThanOrEqualTo(ENOUGH);
            });
  }
}
