package dev.servicelab.labs.world;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toUnmodifiableSet;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The namespace {@code default}, for scenarios that do as an article does. What was in it before
 * the scenario stays; what the scenario made goes when it ends.
 */
public final class DefaultNamespace {
  /** Its name. */
  public static final String NAME = "default";

  /** Those that make pods come before the pods, or they would make them again. */
  private static final List<ResourceDefinitionContext> KINDS =
      List.of(
          kind("apps", "Deployment", "deployments"),
          kind("apps", "StatefulSet", "statefulsets"),
          kind("", "Service", "services"),
          kind("", "Pod", "pods"));

  private final Scene scene;
  private Set<String> before = Set.of();

  /**
   * @param scene the scenario
   */
  public DefaultNamespace(Scene scene) {
    this.scene = scene;
  }

  /** Notes what is there. */
  public void remember() {
    before = objects(any -> true).map(DefaultNamespace::uid).collect(toUnmodifiableSet());
  }

  /**
   * Waits until nothing but the API server's own Service is there.
   *
   * @throws AssertionError naming what else there is
   */
  public void awaitEmpty() {
    await("nothing is in namespace default", object -> !isOfTheApiServer(object));
  }

  /**
   * Deletes what was not there when {@link #remember} looked, and waits until it is gone.
   *
   * @throws AssertionError naming what remains
   */
  public void cleanUp() {
    for (ResourceDefinitionContext kind : KINDS) {
      list(kind)
          .filter(this::isNew)
          .forEach(
              object ->
                  scene
                      .client()
                      .genericKubernetesResources(kind)
                      .inNamespace(NAME)
                      .withName(object.getMetadata().getName())
                      .withGracePeriod(1)
                      .delete());
    }
    await("what the scenario made in namespace default is gone", this::isNew);
  }

  /**
   * How long the pods with a label took from the start of their container until they were ready, in
   * the whole seconds that the API keeps.
   */
  public List<Duration> untilReady(String label) {
    return scene
        .client()
        .pods()
        .inNamespace(NAME)
        .withLabelSelector(label)
        .list()
        .getItems()
        .stream()
        .map(Pod::getStatus)
        .map(status -> Duration.between(started(status), ready(status)))
        .toList();
  }

  private static Instant started(PodStatus status) {
    return Instant.parse(
        status.getContainerStatuses().getFirst().getState().getRunning().getStartedAt());
  }

  private static Instant ready(PodStatus status) {
    return status.getConditions().stream()
        .filter(condition -> condition.getType().equals("Ready"))
        .map(condition -> Instant.parse(condition.getLastTransitionTime()))
        .findFirst()
        .orElseThrow();
  }

  private void await(String expectation, Predicate<GenericKubernetesResource> unwanted) {
    scene
        .eventually()
        .see(
            expectation,
            scene.timeouts().podsReady(),
            1,
            () -> objects(unwanted).map(DefaultNamespace::name).collect(joining(", ")),
            names -> {
              if (!names.isEmpty()) {
                throw new AssertionError("there is " + names);
              }
            });
  }

  private Stream<GenericKubernetesResource> objects(Predicate<GenericKubernetesResource> which) {
    return KINDS.stream().flatMap(this::list).filter(which);
  }

  /**
   * @throws KubernetesClientException if the API server does not answer
   */
  private Stream<GenericKubernetesResource> list(ResourceDefinitionContext kind) {
    return scene
        .client()
        .genericKubernetesResources(kind)
        .inNamespace(NAME)
        .list()
        .getItems()
        .stream();
  }

  private boolean isNew(GenericKubernetesResource object) {
    return !before.contains(uid(object));
  }

  private static boolean isOfTheApiServer(GenericKubernetesResource object) {
    return object.getKind().equals("Service")
        && object.getMetadata().getName().equals("kubernetes");
  }

  private static String uid(GenericKubernetesResource object) {
    return object.getMetadata().getUid();
  }

  private static String name(GenericKubernetesResource object) {
    return object.getKind() + " " + object.getMetadata().getName();
  }

  private static ResourceDefinitionContext kind(String group, String kind, String plural) {
    return new ResourceDefinitionContext.Builder()
        .withGroup(group)
        .withVersion("v1")
        .withKind(kind)
        .withPlural(plural)
        .withNamespaced(true)
        .build();
  }
}
