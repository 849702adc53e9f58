package dev.servicelab.labs.containers;

import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.Ports;
import dev.servicelab.labs.machine.DockerHost;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A node's container, seen from Docker.
 *
 * @param id Docker's id
 * @param name the node name, e.g. {@code node2}
 */
public record NodeContainer(String id, String name) {
  private static final int API_PORT = 6443;

  /** The node containers of a cluster, node1 first. */
  public static List<NodeContainer> of(String cluster) {
    return DockerThing.all().stream()
        .filter(thing -> cluster.equals(thing.label(Labels.CLUSTER)))
        .filter(thing -> !thing.label(Labels.NODE).isEmpty())
        .map(thing -> new NodeContainer(thing.id(), thing.label(Labels.NODE)))
        .sorted((a, b) -> a.name().compareTo(b.name()))
        .toList();
  }

  /** Whether its main process runs. */
  public boolean running() {
    return docker().running();
  }

  /** Its address on the cluster's network. */
  public String address() {
    return docker().address();
  }

  /** Its image, as it was named when the container was made. */
  public String image() {
    return String.valueOf(docker().inspect().getConfig().getImage());
  }

  /** Where the API of a server node is reached from this machine. */
  public String apiUrl() {
    Ports.Binding[] bindings =
        docker()
            .inspect()
            .getNetworkSettings()
            .getPorts()
            .getBindings()
            .get(ExposedPort.tcp(API_PORT));
    if (bindings == null || bindings.length == 0) {
      throw new IllegalStateException(name + " publishes no port for its API");
    }
    return "https://" + DockerHost.address() + ":" + bindings[0].getHostPortSpec();
  }

  /** The value of a variable in its environment; empty if there is no such. */
  String environment(String variable) {
    return Stream.of(Objects.requireNonNull(docker().inspect().getConfig().getEnv()))
        .filter(pair -> pair.startsWith(variable + "="))
        .map(pair -> pair.substring(variable.length() + 1))
        .findFirst()
        .orElse("");
  }

  /** Those of its labels that all of its cluster's things have. */
  Map<String, String> clusterLabels() {
    Map<String, String> labels =
        new HashMap<>(Objects.requireNonNull(docker().inspect().getConfig().getLabels()));
    labels.keySet().retainAll(Labels.OF_CLUSTER);
    return labels;
  }

  /** What a program run in the container wrote to standard output. */
  public String output(String... command) {
    return docker().output(command);
  }

  /**
   * What a program run on the node's kernel wrote to standard output. That kernel is not always the
   * container's.
   */
  public String kernelOutput(String... command) {
    return docker().output(onKernel(docker().inspect(), command));
  }

  /**
   * A command as it is run in a node's container so that it sees the kernel of the node's pods.
   *
   * @param container what Docker says of the container
   */
  public static String[] onKernel(InspectContainerResponse container, String... command) {
    return Stream.concat(enter(container).stream(), Stream.of(command)).toArray(String[]::new);
  }

  /** Whether its kernel is not that of its container. */
  public boolean hasOwnKernel() {
    return hasOwnKernel(docker().inspect());
  }

  /** Whether a node's kernel is not that of its container. */
  static boolean hasOwnKernel(InspectContainerResponse container) {
    return enter(container).isPresent();
  }

  private static Optional<String> enter(InspectContainerResponse container) {
    return Optional.ofNullable(container.getConfig().getLabels())
        .map(labels -> labels.get(Labels.ENTER));
  }

  /** The last lines that the node's processes wrote, or why they cannot be had. */
  public List<String> logTail(int lines) {
    return docker().logTail(lines);
  }

  private DockerContainer docker() {
    return new DockerContainer(id);
  }
}
