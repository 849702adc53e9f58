package dev.servicelab.labs.world;

import dev.servicelab.labs.cluster.LabCluster;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import java.util.Locale;
import java.util.Objects;
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
   * scenario can have the same node port.
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

  /** Waits until every namespace whose removal has begun is gone. */
  public static void awaitRemoval(LabCluster cluster, Timeouts timeouts) {
    new Eventually(timeouts)
        .see(
            "the namespaces of the scenarios are gone",
            timeouts.namespaceGone(),
            1,
            () -> ending(cluster),
            ending -> {
              if (ending > 0) {
                throw new AssertionError(ending + " of them are still ending");
              }
            });
  }

  private static long ending(LabCluster cluster) {
    return cluster.client().namespaces().withLabel(LABEL).list().getItems().stream()
        .filter(namespace -> Objects.nonNull(namespace.getMetadata().getDeletionTimestamp()))
        .count();
  }
}
