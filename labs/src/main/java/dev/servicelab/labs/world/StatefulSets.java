package dev.servicelab.labs.world;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** The StatefulSets of the scenario's namespace. */
public final class StatefulSets {

  private final Scene scene;

  /**
   * @param scene whose namespace is looked at
   */
  public StatefulSets(Scene scene) {
    this.scene = scene;
  }

  /**
   * One StatefulSet as it is now.
   *
   * @throws AssertionError if there is no such StatefulSet
   */
  public StatefulSet named(String name) {
    StatefulSet found =
        scene.client().apps().statefulSets().inNamespace(scene.namespace()).withName(name).get();
    if (found == null) {
      throw new AssertionError(
          "there is no StatefulSet " + name + " in namespace " + scene.namespace());
    }
    return found;
  }

  /**
   * When, by its Event of reason {@code SuccessfulCreate}, the StatefulSet made a pod, in whole
   * seconds; empty when there is no such Event.
   */
  public Optional<Instant> created(String set, String pod) {
    return scene
        .client()
        .v1()
        .events()
        .inNamespace(scene.namespace())
        .withField("involvedObject.name", set)
        .list()
        .getItems()
        .stream()
        .filter(event -> "SuccessfulCreate".equals(event.getReason()))
        .filter(event -> event.getMessage().contains("Pod " + pod + " "))
        .map(StatefulSets::time)
        .min(Instant::compareTo);
  }

  private static Instant time(Event event) {
    return Instant.parse(
        Objects.requireNonNullElse(
            event.getFirstTimestamp(), event.getMetadata().getCreationTimestamp()));
  }
}
