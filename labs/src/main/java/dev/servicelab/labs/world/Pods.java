package dev.servicelab.labs.world;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodList;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.dsl.AppsAPIGroupDSL;
import io.fabric8.kubernetes.client.dsl.NonNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.PodResource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The pods of the scenario. */
public final class Pods {

  private static final String RELEASED = "dev.servicelab/released";

  private final Scene scene;

  /**
   * @param scene whose namespace is looked at
   */
  public Pods(Scene scene) {
    this.scene = scene;
  }

  /**
   * The pods that a Deployment or StatefulSet keeps, without those whose deletion has begun; sorted
   * as the API lists them, by name.
   *
   * @param workload name of the one or the other, which no manifest has both of
   * @throws AssertionError if there is neither
   */
  public List<PodView> of(String workload) {
    return pods(scene.namespace()).withLabels(selector(workload)).list().getItems().stream()
        .map(PodView::of)
        .filter(pod -> !pod.leaving())
        .toList();
  }

  /** All pods of the namespace, also those whose deletion has begun. */
  public List<PodView> all() {
    return pods(scene.namespace()).list().getItems().stream().map(PodView::of).toList();
  }

  /**
   * One pod as it is now, in whichever of the scenario's namespaces it was put.
   *
   * @throws AssertionError if there is no such pod
   */
  public PodView named(String name) {
    return PodView.of(object(name));
  }

  /**
   * One pod as soon as it has an address, which it gets when its containers are started.
   *
   * @throws AssertionError if it gets none in the time that pods have to become ready
   */
  public PodView withAddress(String name) {
    return scene
        .eventually()
        .see(
            "pod %s has an address".formatted(name),
            scene.timeouts().podsReady(),
            1,
            () -> named(name),
            pod -> {
              if (pod.ip().isEmpty()) {
                throw new AssertionError(pod.toString());
              }
            });
  }

  /**
   * One pod as it is now, with all that the API server knows of it.
   *
   * @throws AssertionError if there is no such pod
   */
  public Pod object(String name) {
    String namespace = scene.namespaceOf(name);
    Pod found = pods(namespace).withName(name).get();
    if (found == null) {
      throw new AssertionError("there is no Pod " + name + " in namespace " + namespace);
    }
    return found;
  }

  /**
   * Since when the pod is ready or not ready: when kubelet last changed its condition {@code
   * Ready}, to the second.
   *
   * @throws AssertionError if there is no such pod, or no such condition
   */
  public Instant lastReadinessChange(String name) {
    return object(name).getStatus().getConditions().stream()
        .filter(condition -> condition.getType().equals("Ready"))
        .map(condition -> Instant.parse(condition.getLastTransitionTime()))
        .findFirst()
        .orElseThrow(() -> new AssertionError("pod " + name + " has no condition Ready"));
  }

  /**
   * Starts the deletion of a pod and returns at once, as {@code kubectl delete --wait=false} does.
   */
  public void delete(String name) {
    pods(scene.namespaceOf(name)).withName(name).delete();
    scene.changed();
  }

  /**
   * Sets the condition {@value #RELEASED} of a pod, which then is ready as soon as its containers
   * are. A pod with this readiness gate is held back until then.
   */
  public void release(String name) {
    String condition =
        "{\"status\":{\"conditions\":[{\"type\":\"%s\",\"status\":\"True\"}]}}".formatted(RELEASED);
    pods(scene.namespaceOf(name))
        .withName(name)
        .subresource("status")
        .patch(PatchContext.of(PatchType.STRATEGIC_MERGE), condition);
  }

  private Map<String, String> selector(String workload) {
    AppsAPIGroupDSL apps = scene.client().apps();
    Deployment deployment =
        apps.deployments().inNamespace(scene.namespace()).withName(workload).get();
    if (deployment != null) {
      return deployment.getSpec().getSelector().getMatchLabels();
    }
    StatefulSet set = apps.statefulSets().inNamespace(scene.namespace()).withName(workload).get();
    if (set != null) {
      return set.getSpec().getSelector().getMatchLabels();
    }
    throw new AssertionError(
        "there is no Deployment or StatefulSet " + workload + " in namespace " + scene.namespace());
  }

  private NonNamespaceOperation<Pod, PodList, PodResource> pods(String namespace) {
    return scene.client().pods().inNamespace(namespace);
  }
}
