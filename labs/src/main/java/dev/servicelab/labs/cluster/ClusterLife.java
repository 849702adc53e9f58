package dev.servicelab.labs.cluster;

import dev.servicelab.labs.containers.Creations;
import dev.servicelab.labs.containers.DockerThing;
import dev.servicelab.labs.containers.Leftovers;
import dev.servicelab.labs.machine.Progress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A cluster that this process makes, from before its first container to its removal. */
final class ClusterLife {
  private final String id;
  private final Creations creations = new Creations();
  private @Nullable List<DockerThing> removed;

  ClusterLife(String id) {
    this.id = id;
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
    if (removed != null) {
      return;
    }
    creations.close();
    try (Progress.Step step = progress.begin("remove cluster " + id)) {
      removed = Leftovers.removeCluster(id);
      step.done();
    } catch (RuntimeException e) {
      throw new ClusterFailed(
          "Docker does not answer, so the cluster is not removed: what remains is every container"
              + " and network with the label dev.servicelab.cluster="
              + id
              + "; the next ./lab run, up or down removes it",
          e);
    }
  }
}
