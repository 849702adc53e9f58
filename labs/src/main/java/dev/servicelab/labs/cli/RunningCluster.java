package dev.servicelab.labs.cli;

import dev.servicelab.labs.cluster.ClusterFailed;
import dev.servicelab.labs.containers.Labels;
import dev.servicelab.labs.machine.CannotRunHere;
import dev.servicelab.labs.machine.ExternalTool;
import dev.servicelab.labs.machine.Terminal;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The cluster that the small commands talk to, found by Docker's own command line: they shall
 * answer in the time of a {@code docker exec}, without loading a Kubernetes client.
 *
 * @param nodes container id by node name
 * @param resolvers container id of each node's upstream DNS server by node name
 */
record RunningCluster(Map<String, String> nodes, Map<String, String> resolvers) {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  /** Chooses a cluster by its id; without it, the kept one is meant. */
  private static final String CHOICE = "LAB_CLUSTER";

  private static final String KUBECONFIG = "KUBECONFIG=/etc/rancher/k3s/k3s.yaml";

  /**
   * Finds the cluster that environment variable {@code LAB_CLUSTER} names, or else the kept one.
   *
   * @throws CannotRunHere if Docker does not answer
   * @throws ClusterFailed if no kept cluster runs
   * @throws IllegalArgumentException if the variable names a cluster that does not run
   */
  static RunningCluster find() {
    String id = System.getenv(CHOICE);
    return id == null || id.isEmpty() ? kept() : withId(id);
  }

  private static RunningCluster kept() {
    RunningCluster kept = labelled(Labels.KEPT + "=true");
    if (!kept.nodes.containsKey("node1")) {
      throw new ClusterFailed("no cluster is running: ./lab up starts one");
    }
    return kept;
  }

  private static RunningCluster withId(String id) {
    RunningCluster running = labelled(Labels.CLUSTER + "=" + id);
    if (!running.nodes.containsKey("node1")) {
      throw new IllegalArgumentException("no cluster '%s' is running (%s)".formatted(id, CHOICE));
    }
    return running;
  }

  /** The nodes and resolvers among the running containers with a label. */
  private static RunningCluster labelled(String label) {
    ExternalTool list =
        ExternalTool.run(
            Path.of("."),
            LIMIT,
            line -> {},
            List.of(
                "docker",
                "ps",
                "--filter",
                "label=" + label,
                "--format",
                "{{.Label \"%s\"}},{{.Label \"%s\"}},{{.ID}}"
                    .formatted(Labels.NODE, Labels.RESOLVER)));
    if (!list.ok()) {
      throw new CannotRunHere("Docker does not answer; ./lab up starts it, and a cluster");
    }
    Map<String, String> nodes = new TreeMap<>();
    Map<String, String> resolvers = new TreeMap<>();
    for (String line : list.stdout()) {
      List<String> words = List.of(line.split(",", 3));
      nodes.putIfAbsent(words.get(0), words.get(2));
      resolvers.putIfAbsent(words.get(1), words.get(2));
    }
    // What is no node has an empty name there.
    nodes.remove("");
    resolvers.remove("");
    return new RunningCluster(nodes, resolvers);
  }

  /**
   * The container of a node.
   *
   * @throws IllegalArgumentException naming the nodes there are, if there is no such node
   */
  String container(String node) {
    return of(nodes, node);
  }

  /**
   * The container of a node's upstream DNS server.
   *
   * @throws IllegalArgumentException naming the nodes there are, if there is no such node
   */
  String resolver(String node) {
    return of(resolvers, node);
  }

  private static String of(Map<String, String> nodes, String node) {
    String id = nodes.get(node);
    if (id == null) {
      throw new IllegalArgumentException(
          "no node '" + node + "'; nodes: " + String.join(", ", nodes.keySet()));
    }
    return id;
  }

  /** The server's container, where kubectl is. */
  String server() {
    return container("node1");
  }

  /** A command in the server's container, with this process's terminal where it has one. */
  List<String> onServer(List<String> command) {
    List<String> full = new ArrayList<>(List.of("docker", "exec", "-i"));
    if (interactive()) {
      full.add("-t");
    }
    full.addAll(List.of("-e", KUBECONFIG, server()));
    full.addAll(command);
    return full;
  }

  /** Whether a person sits at both ends of this process. */
  static boolean interactive() {
    return Terminal.INPUT.attached() && Terminal.OUTPUT.attached();
  }

  /** Runs a program with this process's input and output; returns its exit code. */
  static int passThrough(List<String> command) {
    try {
      return new ProcessBuilder(command).inheritIO().start().waitFor();
    } catch (IOException e) {
      throw new CannotRunHere("cannot run " + command.getFirst() + ": " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return ExitCodes.FAILED;
    }
  }
}
