package dev.servicelab.labs.traffic;

import dev.servicelab.labs.cluster.LabNode;
import dev.servicelab.labs.world.Scene;
import java.util.List;

/** Everybody on the scene who can send requests. */
public final class Requesters {

  private final Scene scene;

  /**
   * @param scene whose pods and nodes are meant
   */
  public Requesters(Scene scene) {
    this.scene = scene;
  }

  /** A pod, by its real name or by the name that the scenario gave it. */
  public Requester pod(String name) {
    return new CurlRequester(
        "pod \"" + name + "\"", command -> scene.inPod(name, command), scene.timeouts());
  }

  /** A process in the own network of each node, which is no pod's. */
  public List<Requester> everyNode() {
    return scene.cluster().nodes().stream().map(this::node).toList();
  }

  /** A machine that is no part of the cluster. */
  public Requester outside() {
    return new OutsideRequester(scene.timeouts());
  }

  private Requester node(LabNode node) {
    return new CurlRequester(
        node.name(), command -> scene.cluster().onNode(node.name(), command), scene.timeouts());
  }
}
