package dev.servicelab.labs.world;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodList;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.dsl.NonNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.PodResource;
import java.util.List;
import java.util.Map;

/** The pods of the scenario's namespace. */
public final class Pods {

  private final Scene scene;

  /**
   * @param scene whose namespace is looked at
   */
  public Pods(Scene scene) {
    this.scene = scene;
  }

  /**
   * The pods that a Deployment keeps, without those whose deletion has begun; sorted as the API
   * lists them, by name.
   *
   * @throws AssertionError if there is no such Deployment
   */
  public List<PodView> of(String deployment) {
    Deployment found =
        scene
            .client()
            .apps()
            .deployments()
            .inNamespace(scene.namespace())
            .withName(deployment)
            .get();
    if (found == null) {
      throw new AssertionError(
          "there is no Deployment " + deployment + " in namespace " + scene.namespace());
    }
    Map<String, String> selector = found.getSpec().getSelector().getMatchLabels();
    return pods().withLabels(selector).list().getItems().stream()
        .map(PodView::of)
        .filter(pod -> !pod.leaving())
        .toList();
  }

  /**
   * One pod as it is now.
   *
   * @throws AssertionError if there is no such pod
   */
  public PodView named(String name) {
    Pod found = pods().withName(name).get();
    if (found == null) {
      throw new AssertionError("there is no Pod " + name + " in namespace " + scene.namespace());
    }
    return PodView.of(found);
  }

  /**
   * Starts the deletion of a pod and returns at once, as {@code kubectl delete --wait=false} does.
   */
  public void delete(String name) {
    pods().withName(name).delete();
  }

  private NonNamespaceOperation<Pod, PodList, PodResource> pods() {
    return scene.client().pods().inNamespace(scene.namespace());
  }
}
