package dev.servicelab.labs.world;

import dev.servicelab.labs.cluster.LabCluster;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;

/** Makes and removes the namespaces of scenarios. */
public final class Namespaces {

  /**
   * The label of every namespace that a scenario made; its value is the stem of the feature's file.
   */
  static final String LABEL = "dev.servicelab.scenario";

  /** The label that tells the namespaces of this process from those of others. */
  private static final String RUN_LABEL = "dev.servicelab.run";

  private static final String RUN = random();

  private Namespaces() {}

  /**
   * Makes a namespace of its own for a scenario, and waits until pods may be made in it.
   *
   * @param stem what its name begins with
   * @return its name: the stem and a random part
   */
  static String create(LabCluster cluster, String stem, Timeouts timeouts) {
    String name = (stem + "-" + random()).toLowerCase(Locale.ROOT);
    cluster
        .client()
        .resource(
            new NamespaceBuilder()
                .withNewMetadata()
                .withName(name)
                .addToLabels("dev.servicelab", "true")
                .addToLabels(LABEL, stem)
                .addToLabels(RUN_LABEL, RUN)
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
   * scenario can have the same node port. Its pods end as fast as they can, whatever their grace
   * period, which the cluster does by itself.
   */
  public static void remove(LabCluster cluster, String name) {
    cluster.client().services().inNamespace(name).delete();
    cluster
        .client()
        .namespaces()
        .withName(name)
        .withPropagationPolicy(DeletionPropagation.BACKGROUND)
        .delete();
    cluster.client().pods().inNamespace(name).withGracePeriod(1).delete();
  }

  /**
   * Waits until the namespaces whose removal this process has started are gone.
   *
   * @param limit how long it may take
   * @return the names of those that remain
   */
  public static List<String> awaitRemoval(LabCluster cluster, Duration limit) {
    try {
      new Eventually(Timeouts.of(cluster))
          .see(
              "the namespaces of the scenarios are gone",
              limit,
              1,
              () -> ofThisProcess(cluster),
              names -> {
                if (!names.isEmpty()) {
                  throw new AssertionError(names);
                }
              });
      return List.of();
    } catch (AssertionError e) {
      return ofThisProcess(cluster);
    }
  }

  private static List<String> ofThisProcess(LabCluster cluster) {
    return cluster.client().namespaces().withLabel(RUN_LABEL, RUN).list().getItems().stream()
        .map(namespace -> namespace.getMetadata().getName())
        .sorted()
        .toList();
  }

  private static String random() {
    return Integer.toString(
        ThreadLocalRandom.current().nextInt(36 * 36 * 36, 36 * 36 * 36 * 36), 36);
  }
}
