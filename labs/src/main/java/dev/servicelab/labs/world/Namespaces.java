package dev.servicelab.labs.world;

import dev.servicelab.labs.cluster.LabCluster;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;

/** Makes and removes the namespaces of scenarios. */
public final class Namespaces {

  /**
   * The label of every namespace that a scenario made; its value is the stem of the feature's file.
   */
  static final String LABEL = "dev.servicelab.scenario";

  private Namespaces() {}

  /**
   * Makes a namespace of its own for a scenario, and waits until pods may be made in it.
   *
   * @param stem what its name begins with
   * @return its name: the stem and a random part
   */
  static String create(LabCluster cluster, String stem, Timeouts timeouts) {
    String random =
        Integer.toString(ThreadLocalRandom.current().nextInt(36 * 36 * 36, 36 * 36 * 36 * 36), 36);
    String name = (stem + "-" + random).toLowerCase(Locale.ROOT);
    cluster
        .client()
        .resource(
            new NamespaceBuilder()
                .withNewMetadata()
                .withName(name)
                .addToLabels("dev.servicelab", "true")
                .addToLabels(LABEL, stem)
                .endMetadata()
                .build())
        .create();
    new Eventually(timeouts)
        .see(
            "the ServiceAccount \"default\" of namespace " + name,
            timeouts.serviceAccount(),
            1,
            () ->
                cluster.client().serviceAccounts().inNamespace(name).withName("default").get()
                    != null,
            exists -> {
              if (!exists) {
                throw new AssertionError("it does not exist");
              }
            });
    return name;
  }

  /**
   * Starts the removal of a namespace and returns at once. Its Services go first, so that the next
   * scenario can have the same node port. Its pods may take some seconds to end, which the cluster
   * does by itself.
   */
  public static void remove(LabCluster cluster, String name) {
    cluster.client().services().inNamespace(name).delete();
    cluster
        .client()
        .namespaces()
        .withName(name)
        .withPropagationPolicy(DeletionPropagation.BACKGROUND)
        .delete();
  }
}
