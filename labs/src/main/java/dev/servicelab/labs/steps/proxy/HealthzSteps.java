package dev.servicelab.labs.steps.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.servicelab.labs.traffic.http.HttpAnswer;
import dev.servicelab.labs.traffic.http.NodeHttp;
import dev.servicelab.labs.world.Scene;
import io.cucumber.java.en.Then;
import java.util.function.Consumer;

/** How the proxy of a node says whether it is well, and whether its node is to be used. */
public final class HealthzSteps {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Scene scene;

  /**
   * @param scene the scenario
   */
  public HealthzSteps(Scene scene) {
    this.scene = scene;
  }

  /** With the node's eligibility, which the status follows. */
  @Then("the proxy of {node} answers {int} at \\/healthz, with nodeEligible {word}")
  public void healthz(String node, int status, String eligible) {
    see(
        node,
        "/healthz",
        answer -> {
          assertThat(json(answer).path("nodeEligible").asText()).isEqualTo(eligible);
          assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        });
  }

  /** Whatever becomes of the node. */
  @Then("the proxy of {node} answers {int} at \\/livez, which says nothing of the node")
  public void livez(String node, int status) {
    see(
        node,
        "/livez",
        answer -> {
          assertThat(json(answer).has("nodeEligible")).as(answer.body()).isFalse();
          assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        });
  }

  private void see(String node, String path, Consumer<HttpAnswer> check) {
    HttpAnswer seen =
        scene
            .eventually()
            .see(
                path + " on " + node,
                scene.timeouts().traffic(),
                () -> NodeHttp.get(scene.cluster(), node, "http://127.0.0.1:10256" + path),
                check);
    scene.attach(path + " on " + node, seen.toString());
  }

  /** Both pages have these in common. */
  private static JsonNode json(HttpAnswer answer) {
    try {
      JsonNode body = JSON.readTree(answer.body());
      assertThat(body.hasNonNull("lastUpdated")).as(answer.body()).isTrue();
      assertThat(body.hasNonNull("currentTime")).as(answer.body()).isTrue();
      return body;
    } catch (JsonProcessingException e) {
      throw new AssertionError("not JSON: " + answer.body(), e);
    }
  }
}
