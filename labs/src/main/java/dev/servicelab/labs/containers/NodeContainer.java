package dev.servicelab.labs.containers;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.Ports;
import dev.servicelab.labs.machine.DockerHost;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
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
    try {
      return Boolean.TRUE.equals(inspect().getState().getRunning());
    } catch (NotFoundException e) {
      return false;
    }
  }

  /** Its address on the cluster's network. */
  public String address() {
    return inspect().getNetworkSettings().getNetworks().values().stream()
        .map(network -> String.valueOf(network.getIpAddress()))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(name + " is on no network"));
  }

  /** Its image, as it was named when the container was made. */
  public String image() {
    return String.valueOf(inspect().getConfig().getImage());
  }

  /** Where the API of a server node is reached from this machine. */
  public String apiUrl() {
    Ports.Binding[] bindings =
        inspect().getNetworkSettings().getPorts().getBindings().get(ExposedPort.tcp(API_PORT));
    if (bindings == null || bindings.length == 0) {
      throw new IllegalStateException(name + " publishes no port for its API");
    }
    return "https://" + DockerHost.address() + ":" + bindings[0].getHostPortSpec();
  }

  /** What a program run in the container wrote to standard output. */
  public String output(String... command) {
    StringBuilder text = new StringBuilder();
    String exec =
        DockerHost.client()
            .execCreateCmd(id)
            .withCmd(command)
            .withAttachStdout(true)
            .exec()
            .getId();
    complete(DockerHost.client().execStartCmd(exec).exec(collector(text)));
    return text.toString();
  }

  /** The last lines that the node's processes wrote, or why they cannot be had. */
  public List<String> logTail(int lines) {
    StringBuilder text = new StringBuilder();
    try {
      complete(
          DockerHost.client()
              .logContainerCmd(id)
              .withStdOut(true)
              .withStdErr(true)
              .withTail(lines)
              .exec(collector(text)));
    } catch (DockerException e) {
      return List.of("(no log: " + e.getMessage() + ")");
    }
    return Stream.of(text.toString().split("\n")).toList();
  }

  private InspectContainerResponse inspect() {
    return DockerHost.client().inspectContainerCmd(id).exec();
  }

  private static ResultCallback.Adapter<Frame> collector(StringBuilder text) {
    return new ResultCallback.Adapter<>() {
      @Override
      public void onNext(Frame frame) {
        text.append(new String(frame.getPayload(), StandardCharsets.UTF_8));
      }
    };
  }

  private static void complete(ResultCallback.Adapter<Frame> callback) {
    try {
      callback.awaitCompletion(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
