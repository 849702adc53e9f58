package dev.servicelab.labs.steps.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.servicelab.labs.cluster.LabNode;
import dev.servicelab.labs.traffic.Requesters;
import dev.servicelab.labs.traffic.http.HttpAnswer;
import dev.servicelab.labs.world.Scene;
import dev.servicelab.labs.world.Services;
import io.cucumber.java.en.Then;
import java.io.IOException;

/** The port at which a load balancer asks each node for pods of a Service. */
public final class HealthCheckSteps {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Scene scene;
  private final Services services;
  private final Requesters requesters;

  /**
   * @param scene the scenario
   * @param services its Services
   * @param requesters who can ask
   */
  public HealthCheckSteps(Scene scene, Services services, Requesters requesters) {
    this.scene = scene;
    this.services = services;
    this.requesters = requesters;
  }

  /** Asked from outside, at the node's address, as a load balancer does; with all that it says. */
  @Then(
      "the health check of the Service {string} on {string} answers {int}, with {int} local"
          + " endpoint(s)")
  public void answers(String service, String node, int status, int endpoints) {
    int port = services.healthCheckNodePort(service);
    HttpAnswer answer =
        scene
            .settling("traffic")
            .see(
                "health check of %s on %s".formatted(service, node),
                scene.timeouts().traffic(),
                () -> ask(address(node), port),
                seen -> assertThat(says(seen, service, endpoints)).isEqualTo(status));
    scene.attach("health check on " + node, answer.toString());
  }

  /** The status, after all else was checked: header, type and body. */
  private int says(HttpAnswer answer, String service, int endpoints) {
    assertThat(answer.headers())
        .containsEntry("x-load-balancing-endpoint-weight", Integer.toString(endpoints))
        .containsEntry("content-type", "application/json");
    try {
      JsonNode body = JSON.readTree(answer.body());
      assertThat(body.at("/service/namespace").asText()).isEqualTo(scene.namespace());
      assertThat(body.at("/service/name").asText()).isEqualTo(service);
      assertThat(body.at("/localEndpoints").asInt(-1)).isEqualTo(endpoints);
      assertThat(body.at("/serviceProxyHealthy").asBoolean(false)).isTrue();
    } catch (JsonProcessingException e) {
      throw new AssertionError("not JSON: " + answer.body(), e);
    }
    return answer.status();
  }

  private HttpAnswer ask(String host, int port) {
    try {
      return requesters.outside().get(host, port, "/");
    } catch (IOException e) {
      throw new AssertionError("%s:%d: %s".formatted(host, port, e.getMessage()), e);
    }
  }

  private String address(String node) {
    return scene.cluster().nodes().stream()
        .filter(known -> known.name().equals(node))
        .map(LabNode::internalIp)
        .findFirst()
        .orElseThrow(() -> new AssertionError("no node is called " + node));
  }
}
