package dev.servicelab.labs.containers;

import org.testcontainers.containers.GenericContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * A container of a cluster beside its nodes. Its making is watched over, so that the cluster's
 * closing waits for it.
 */
abstract class NamedContainer<S extends NamedContainer<S>> extends GenericContainer<S> {
  private final Creations creations;
  private final String name;

  /**
   * Prepares it.
   *
   * @param image its image, by name or id
   * @param name what it is called beside its cluster's id
   */
  NamedContainer(DockerSide side, String image, String name) {
    super(DockerImageName.parse(image));
    this.creations = side.creations();
    this.name = name;
    side.settle(this, name);
  }

  @Override
  public void start() {
    try {
      super.start();
    } finally {
      creations.end(name); // also when Docker refused to make it
    }
  }

  @Override
  protected void containerIsCreated(String containerId) {
    creations.end(name);
  }
}
