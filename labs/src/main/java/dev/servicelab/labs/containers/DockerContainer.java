package dev.servicelab.labs.containers;

import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.command.LogContainerCmd;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import dev.servicelab.labs.machine.DockerHost;
import java.util.List;
import java.util.stream.Stream;

/**
 * A container of a cluster, asked about through Docker's API.
 *
 * @param id Docker's id
 */
record DockerContainer(String id) {

  /** Whether its main process runs. */
  boolean running() {
    try {
      return Boolean.TRUE.equals(inspect().getState().getRunning());
    } catch (NotFoundException e) {
      return false;
    }
  }

  /** Its address on the cluster's network; empty when it does not run. */
  String address() {
    return inspect().getNetworkSettings().getNetworks().values().stream()
        .map(network -> String.valueOf(network.getIpAddress()))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("container " + id + " is on no network"));
  }

  InspectContainerResponse inspect() {
    return DockerHost.client().inspectContainerCmd(id).exec();
  }

  /** What a program run in the container wrote to standard output. */
  String output(String... command) {
    String exec =
        DockerHost.client()
            .execCreateCmd(id)
            .withCmd(command)
            .withAttachStdout(true)
            .exec()
            .getId();
    return DockerHost.client().execStartCmd(exec).exec(new StreamedText()).await();
  }

  /** What its processes wrote, or why that cannot be had. */
  List<String> log() {
    return log(DockerHost.client().logContainerCmd(id));
  }

  /** The last lines of it. */
  List<String> logTail(int lines) {
    return log(DockerHost.client().logContainerCmd(id).withTail(lines));
  }

  private static List<String> log(LogContainerCmd command) {
    try {
      String text = command.withStdOut(true).withStdErr(true).exec(new StreamedText()).await();
      return Stream.of(text.split("\n")).toList();
    } catch (DockerException e) {
      return List.of("(no log: " + e.getMessage() + ")");
    }
  }
}
