package dev.servicelab.labs.steps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.servicelab.labs.world.PodView;
import dev.servicelab.labs.world.PodWatch;
import dev.servicelab.labs.world.Pods;
import dev.servicelab.labs.world.Scene;
import dev.servicelab.labs.world.StatefulSets;
import io.cucumber.java.After;
import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The order in which a StatefulSet makes its pods, and a scenario that holds one of them back. */
public final class CreationOrderSteps {

  /** Attaches what was seen to the report before the namespace goes. */
  private static final int BEFORE_THE_END = 10_000;

  private final Scene scene;
  private final Pods pods;
  private final StatefulSets sets;
  private @Nullable PodWatch watch;

  /**
   * @param scene the scenario
   * @param pods its pods
   * @param sets its StatefulSets
   */
  public CreationOrderSteps(Scene scene, Pods pods, StatefulSets sets) {
    this.scene = scene;
    this.pods = pods;
    this.sets = sets;
  }

  /** The article's {@code kubectl get pods -w}, quick enough to miss nothing. */
  @Given("the scenario watches every change of its pods")
  public void watch() {
    watch = new PodWatch(scene);
  }

  /** All is well inside the pod; what is missing is the condition that its readiness gate names. */
  @When("pod {string} runs and its container is ready, but the scenario still holds the pod back")
  public void heldBack(String name) {
    scene
        .eventually()
        .see(
            "pod " + name + " is ready but for its readiness gate",
            scene.timeouts().podsReady(),
            () -> pods.object(name),
            pod -> {
              assertThat(pod.getStatus().getPhase()).isEqualTo("Running");
              assertThat(PodView.condition(pod, "ContainersReady")).isTrue();
              assertThat(PodView.of(pod).ready()).isFalse();
            });
  }

  /** The set's status shows that its controller is up to date and counts this pod only. */
  @Then("the StatefulSet {string} has made pod {string} only, and there is no pod {string} at all")
  public void madeOnly(String set, String first, String second) {
    scene
        .eventually()
        .see(
            "the StatefulSet " + set + " counts one pod",
            scene.timeouts().endpoints(),
            () -> sets.named(set).getStatus(),
            status -> {
              assertThat(status.getObservedGeneration()).isEqualTo(1);
              assertThat(status.getReplicas()).isEqualTo(1);
            });
    assertThat(pods.of(set)).extracting(PodView::name).containsExactly(first);
    assertThat(begun().first(second, pod -> true)).as("%s", begun()).isNegative();
  }

  /** Sets the condition that the pod's readiness gate names. */
  @When("the scenario lets pod {string} become ready")
  public void release(String name) {
    pods.release(name);
  }

  /** The watch saw the pod made after it saw the other one running and ready. */
  @Then("the watch shows pod {string} made only after pod {string} was Running and Ready")
  public void watchedOrder(String later, String earlier) {
    scene
        .eventually()
        .see(
            "the watch shows pod " + later,
            scene.timeouts().podsReady(),
            1,
            () -> begun().first(later, pod -> true),
            place -> assertThat(place).as("%s", begun()).isNotNegative());
    int ready = begun().first(earlier, CreationOrderSteps::isRunningAndReady);
    assertThat(ready).as("%s", begun()).isBetween(0, begun().first(later, pod -> true) - 1);
  }

  /** The controller writes one Event for each pod it makes; their times are whole seconds. */
  @Then(
      "the Events of the StatefulSet {string} tell of the making of {string}, and then, when that"
          + " was ready, of {string}")
  public void eventOrder(String set, String earlier, String later) {
    Instant first = eventOf(set, earlier);
    Instant second = eventOf(set, later);
    assertThat(first).isBeforeOrEqualTo(second);
    assertThat(second).isAfterOrEqualTo(pods.lastReadinessChange(earlier));
  }

  /** By the timestamps that the two objects carry: whole seconds again. */
  @Then("pod {string} was created no earlier than pod {string} became ready, by their timestamps")
  public void timestampOrder(String later, String earlier) {
    Pod created = pods.object(later);
    assertThat(Instant.parse(created.getMetadata().getCreationTimestamp()))
        .isAfterOrEqualTo(pods.lastReadinessChange(earlier));
  }

  /** Ends the watch; what it saw is in the report. */
  @After(order = BEFORE_THE_END)
  public void unwatch() {
    if (watch != null) {
      scene.attach("every change of the pods", watch.toString());
      watch.close();
    }
  }

  private Instant eventOf(String set, String pod) {
    return scene
        .eventually()
        .see(
            "an Event of the StatefulSet %s about making %s".formatted(set, pod),
            scene.timeouts().endpoints(),
            1,
            () -> sets.created(set, pod),
            found -> assertThat(found).isPresent())
        .orElseThrow();
  }

  private static boolean isRunningAndReady(Pod pod) {
    return "Running".equals(pod.getStatus().getPhase()) && PodView.of(pod).ready();
  }

  private PodWatch begun() {
    if (watch == null) {
      throw new IllegalStateException("no step has begun to watch the pods");
    }
    return watch;
  }
}
