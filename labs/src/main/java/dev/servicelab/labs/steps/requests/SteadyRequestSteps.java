package dev.servicelab.labs.steps.requests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.servicelab.labs.traffic.Replies;
import dev.servicelab.labs.traffic.Requesters;
import dev.servicelab.labs.traffic.Target;
import dev.servicelab.labs.traffic.load.SteadyRequests;
import dev.servicelab.labs.world.Scene;
import dev.servicelab.labs.world.Services;
import io.cucumber.java.After;
import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A client that goes on asking while the scenario changes something. */
public final class SteadyRequestSteps {

  private final Scene scene;
  private final Services services;
  private final Requesters requesters;
  private @Nullable SteadyRequests requests;

  /**
   * @param scene the scenario
   * @param services its Services
   * @param requesters who can ask
   */
  public SteadyRequestSteps(Scene scene, Services services, Requesters requesters) {
    this.scene = scene;
    this.services = services;
    this.requesters = requesters;
  }

  /** Requests to the address that the Service has now, one after the other. */
  @Given("pod {string} sends request after request to the Service {string}")
  public void begin(String client, String service) {
    Target target = new Target(services.clusterIp(service), services.port(service));
    requests = SteadyRequests.begin(requesters.pod(client), target);
  }

  /** Not one of them may have failed. */
  @Then("none of the requests that pod {string} has sent all the while was left unanswered")
  public void allAnswered(String client) {
    assertThat(requests).as("requests of pod %s", client).isNotNull();
    List<Replies> replies = requests.stop();
    assertThat(replies).isNotEmpty();
    for (Replies round : replies) {
      assertThat(round.failures()).as("%s", round).isEmpty();
      assertThat(round.answered()).as("%s", round).hasSize(round.wanted());
    }
    scene.attach(
        "steady requests",
        "%d requests in %.1f s, all answered"
            .formatted(
                replies.stream().mapToInt(Replies::wanted).sum(),
                requests.since().toMillis() / 1000.0));
  }

  /** A scenario that failed may have left them running. */
  @After
  public void end() {
    if (requests != null) {
      requests.close();
    }
  }
}
