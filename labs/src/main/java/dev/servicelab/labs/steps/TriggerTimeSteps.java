package dev.servicelab.labs.steps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.servicelab.labs.world.EndpointView;
import dev.servicelab.labs.world.Pods;
import dev.servicelab.labs.world.Scene;
import io.cucumber.java.en.Then;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;

/**
 * The annotation in which Endpoints carry the moment of the change that made them what they are.
 */
public final class TriggerTimeSteps {

  /** Its value is a time as in RFC 3339. */
  private static final String ANNOTATION = "endpoints.kubernetes.io/last-change-trigger-time";

  private final Scene scene;
  private final Pods pods;

  /**
   * @param scene the scenario
   * @param pods its pods
   */
  public TriggerTimeSteps(Scene scene, Pods pods) {
    this.scene = scene;
    this.pods = pods;
  }

  /** The annotation is there, can be read, and is not in the future. */
  @Then(
      "the Endpoints of the Service {string} are annotated with the time of the change that led to"
          + " them")
  public void present(String service) {
    Instant time =
        scene
            .eventually()
            .see(
                "Endpoints of %s with the annotation %s".formatted(service, ANNOTATION),
                scene.timeouts().endpoints(),
                () -> triggerTime(service),
                found -> assertThat(found).isPresent())
            .orElseThrow();
    assertThat(time).isBeforeOrEqualTo(Instant.now());
    scene.attach(ANNOTATION, time.toString());
  }

  /** The annotation repeats the time in the pod's condition Ready. */
  @Then(
      "the Endpoints of the Service {string} are annotated with the time at which the readiness of"
          + " pod {string} changed")
  public void ofPod(String service, String alias) {
    Instant changed = pods.lastReadinessChange(scene.podName(alias));
    scene
        .eventually()
        .see(
            "Endpoints of %s with the time of pod %s".formatted(service, alias),
            scene.timeouts().endpoints(),
            () -> triggerTime(service),
            found -> assertThat(found).contains(changed));
  }

  private Optional<Instant> triggerTime(String service) {
    return EndpointView.endpoints(scene, service)
        .map(found -> found.getMetadata().getAnnotations())
        .map((Map<String, String> annotations) -> annotations.get(ANNOTATION))
        .map(text -> OffsetDateTime.parse(text).toInstant());
  }
}
