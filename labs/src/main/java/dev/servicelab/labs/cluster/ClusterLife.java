package dev.servicelab.labs.cluster;

import dev.servicelab.labs.containers.Creations;
import dev.servicelab.labs.containers.LabNetwork;
import dev.servicelab.labs.containers.Leftovers;
import dev.servicelab.labs.containers.NodeSettings;
import dev.servicelab.labs.containers.ResolverContainer;
import dev.servicelab.labs.machine.Progress;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A cluster that this process makes, from before its first container to its removal. */
final class ClusterLife {
  private final String id;
  private final int nodes;
  private final Creations creations = new Creations();
  private boolean over;

  /**
   * Nothing is made yet.
   *
   * @param id the value of the label {@code dev.servicelab.cluster}
   * @param nodes how many nodes it is to have
   */
  ClusterLife(String id, int nodes) {
    this.id = id;
    this.nodes = nodes;
  }

  String id() {
    return id;
  }

  Creations creations() {
    return creations;
  }

  /**
   * Removes containers, volumes and network; the second call does nothing.
   *
   * @throws ClusterFailed naming what remains, if Docker does not do it
   */
  synchronized void remove(Progress progress) {
    if (over) {
      return;
    }
    over = true;
    creations.close();
    try (Progress.Step step = progress.begin("remove cluster " + id)) {
      Leftovers.removeCluster(id);
      step.done();
    } catch (RuntimeException e) {
      String containers =
          IntStream.rangeClosed(1, nodes)
              .boxed()
              .flatMap(this::containers)
              .collect(Collectors.joining(", "));
      throw new ClusterFailed(
          "Docker does not answer, so this remains: containers %s (with their volumes), network %s;"
                  .formatted(containers, LabNetwork.name(id))
              + " the next ./lab run, up or down removes it",
          e);
    }
  }

  private Stream<String> containers(int number) {
    return Stream.of(
        NodeSettings.containerName(id, number), ResolverContainer.containerName(id, number));
  }
}
