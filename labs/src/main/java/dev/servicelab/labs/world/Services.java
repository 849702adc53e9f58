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
   * The Service's address and its first port.
   *
   * @throws AssertionError if there is no such Service
   */
  public Target target(String name) {
    Service service = named(name);
    return new Target(
        service.getSpec().getClusterIP(), service.getSpec().getPorts().getFirst().getPort());
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
