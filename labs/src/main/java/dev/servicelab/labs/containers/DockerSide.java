package dev.servicelab.labs.containers;

import java.util.Map;
import org.testcontainers.containers.GenericContainer;

/**
 * What the containers of one cluster share in Docker.
 *
 * @param cluster the cluster's id
 * @param network the network they are on
 * @param labels the labels of the cluster's things
 * @param creations lets containers be made until the cluster is closed
 */
public record DockerSide(
    String cluster, LabNetwork network, Map<String, String> labels, Creations creations) {

  /** Gives a container its name and labels, and has its creation watched over. */
  void settle(GenericContainer<?> container, String name) {
    container.withCreateContainerCmdModifier(
        create -> {
          creations.begin(name);
          create.withName(containerName(cluster, name)).withLabels(labels);
        });
  }

  /** Docker's name for a container. */
  static String containerName(String cluster, String name) {
    return "lab-" + cluster + "-" + name;
  }
}
