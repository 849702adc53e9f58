package dev.servicelab.labs.world;

import io.fabric8.kubernetes.api.model.Service;

/** The Services of the scenario's namespace. */
public final class Services {

  private final Scene scene;

  /**
   * @param scene whose namespace is looked at
   */
  public Services(Scene scene) {
    this.scene = scene;
  }

  /**
   * The Service's address inside the cluster.
   *
   * @throws AssertionError if there is no such Service
   */
  public String clusterIp(String name) {
    return named(name).getSpec().getClusterIP();
  }

  /**
   * The first of the Service's ports.
   *
   * @throws AssertionError if there is no such Service
   */
  public int port(String name) {
    return named(name).getSpec().getPorts().getFirst().getPort();
  }

  /** Deletes the Service; its address is free at once. */
  public void delete(String name) {
    scene.client().services().inNamespace(scene.namespace()).withName(name).delete();
  }

  private Service named(String name) {
    Service found = scene.client().services().inNamespace(scene.namespace()).withName(name).get();
    if (found == null) {
      throw new AssertionError(
          "there is no Service " + name + " in namespace " + scene.namespace());
    }
    return found;
  }
}
