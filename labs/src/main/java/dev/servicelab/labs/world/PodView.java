package dev.servicelab.labs.world;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodStatus;
import java.util.Objects;
import java.util.Optional;

/**
 * What the labs need to know of a pod.
 *
 * @param name the pod's name
 * @param ip its address, empty before it has one
 * @param node the node it runs on, empty before it is scheduled
 * @param ready whether its condition {@code Ready} is true
 * @param leaving whether its deletion has begun
 */
public record PodView(String name, String ip, String node, boolean ready, boolean leaving) {

  /** The facts out of the API object. */
  public static PodView of(Pod pod) {
    PodStatus status = Objects.requireNonNullElseGet(pod.getStatus(), PodStatus::new);
    return new PodView(
        pod.getMetadata().getName(),
        Objects.requireNonNullElse(status.getPodIP(), ""),
        Objects.requireNonNullElse(pod.getSpec().getNodeName(), ""),
        isReady(status),
        pod.getMetadata().getDeletionTimestamp() != null);
  }

  /** Whether the pod's condition of this type is true. */
  public static boolean condition(Pod pod, String type) {
    return pod.getStatus().getConditions().stream()
        .anyMatch(each -> each.getType().equals(type) && each.getStatus().equals("True"));
  }

  private static boolean isReady(PodStatus status) {
    Optional<PodCondition> ready =
        status.getConditions().stream()
            .filter(condition -> condition.getType().equals("Ready"))
            .findFirst();
    return ready.isPresent() && ready.get().getStatus().equals("True");
  }

  @Override
  public String toString() {
    return "%s (%s%s%s%s)"
        .formatted(
            name,
            ip.isEmpty() ? "no address" : ip,
            node.isEmpty() ? "" : " on " + node,
            ready ? ", ready" : ", not ready",
            leaving ? ", ending" : "");
  }
}
