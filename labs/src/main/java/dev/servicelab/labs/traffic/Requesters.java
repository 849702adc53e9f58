package dev.servicelab.labs.traffic;

import dev.servicelab.labs.cluster.LabNode;
import dev.servicelab.labs.world.Pods;
import dev.servicelab.labs.world.Scene;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Everybody on the scene who can send requests. */
public final class Requesters {

  private final Scene scene;
  private final Map<String, ForeignContainer> containers = new HashMap<>();

  /**
   * @param scene whose pods and nodes are meant
   */
  public Requesters(Scene scene) {
    this.scene = scene;
  }

  /** A pod, by its real name or by the name that the scenario gave it. */
  public Requester pod(String name) {
    return new CurlRequester(
        "pod \"" + name + "\"",
        () -> nodeOfPod(name),
        command -> scene.inPod(name, command),
        scene.timeouts());
  }

  /** A shell in a pod: what it asks may be written with the variables of its environment. */
  public Requester shellIn(String pod) {
    return new CurlRequester(
        "a shell in pod \"" + pod + "\"",
        () -> nodeOfPod(pod),
        command -> scene.inPod(pod, Shell.expanding(command)),
        scene.timeouts());
  }

  /** A process in the own network of each node, which is no pod's. */
  public List<Requester> everyNode() {
    return scene.cluster().nodes().stream().map(node -> node(node.name())).toList();
  }

  /** A process in the own network of one node. */
  public Requester node(String name) {
    return new CurlRequester(
        name, () -> name, command -> scene.cluster().onNode(name, command), scene.timeouts());
  }

  /** A machine that is no part of the cluster. */
  public OutsideRequester outside() {
    return new OutsideRequester(scene.timeouts());
  }

  /** Lets a container of a node, which is not Kubernetes', ask under this name. */
  public void add(String name, ForeignContainer container) {
    containers.put(name, container);
  }

  /**
   * The container that was added under this name.
   *
   * @throws AssertionError if there is none
   */
  public ForeignContainer foreignContainer(String name) {
    ForeignContainer container = containers.get(name);
    if (container == null) {
      throw new AssertionError("no container is called " + name);
    }
    return container;
  }

  /** What asks in the container that was added under this name. */
  public Requester container(String name) {
    ForeignContainer container = foreignContainer(name);
    return new CurlRequester(
        sourceName(name), container::node, container::inside, scene.timeouts());
  }

  /**
   * The node on which the requests of a node itself or of a container were made.
   *
   * @param source the requester's name
   * @throws AssertionError if it is neither
   */
  public LabNode nodeOf(String source) {
    String node =
        containers.entrySet().stream()
            .filter(entry -> sourceName(entry.getKey()).equals(source))
            .map(entry -> entry.getValue().node())
            .findFirst()
            .orElse(source);
    return scene.cluster().nodes().stream()
        .filter(known -> known.name().equals(node))
        .findFirst()
        .orElseThrow(() -> new AssertionError(source + " is no node and no container of one"));
  }

  private static String sourceName(String container) {
    return "container \"" + container + "\"";
  }

  private String nodeOfPod(String name) {
    return new Pods(scene).named(scene.podName(name)).node();
  }
}
