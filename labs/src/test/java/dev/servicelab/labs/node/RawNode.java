package dev.servicelab.labs.node;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.model.HostConfig;
import dev.servicelab.labs.containers.NodeContainer;
import dev.servicelab.labs.containers.StreamedText;
import dev.servicelab.labs.machine.DockerHost;
import java.util.Map;
import java.util.Objects;

/**
 * A container of the node image, seen through Docker alone.
 *
 * @param id Docker's id
 */
record RawNode(String id) {

  /** Starts one that nobody waits for; whoever made the labels removes it by them. */
  static RawNode start(
      String image, String network, String token, Map<String, String> labels, String... command) {
    HostConfig host =
        HostConfig.newHostConfig()
            .withPrivileged(true)
            .withCgroupnsMode("private")
            .withNetworkMode(network)
            .withTmpFs(Map.of("/run", ""));
    DockerClient docker = DockerHost.client();
    String id =
        docker
            .createContainerCmd(image)
            .withCmd(command)
            .withEnv("K3S_TOKEN=" + token)
            .withLabels(labels)
            .withHostConfig(host)
            .exec()
            .getId();
    docker.startContainerCmd(id).exec();
    return new RawNode(id);
  }

  boolean running() {
    return Boolean.TRUE.equals(state().getRunning());
  }

  /** Of the main process; meaningful once it is not {@link #running()}. */
  long exitCode() {
    return Objects.requireNonNull(state().getExitCodeLong());
  }

  /** Everything that was written to standard output and standard error. */
  String log() {
    return DockerHost.client()
        .logContainerCmd(id)
        .withStdOut(true)
        .withStdErr(true)
        .exec(new StreamedText())
        .await();
  }

  /** Runs a command; both of its streams come back as one text, after its exit code and a space. */
  String run(String... command) {
    DockerClient docker = DockerHost.client();
    String exec =
        docker
            .execCreateCmd(id)
            .withCmd(NodeContainer.onKernel(docker.inspectContainerCmd(id).exec(), command))
            .withAttachStdout(true)
            .withAttachStderr(true)
            .exec()
            .getId();
    String text = docker.execStartCmd(exec).exec(new StreamedText()).await();
    return docker.inspectExecCmd(exec).exec().getExitCodeLong() + " " + text;
  }

  /** The standard output of a shell command that must succeed. */
  String shell(String script) {
    String result = run("sh", "-c", script);
    if (!result.startsWith("0 ")) {
      throw new AssertionError(script + " ended with " + result);
    }
    return result.substring(2);
  }

  void restart() {
    DockerHost.client().startContainerCmd(id).exec();
  }

  /** Asks the main process to end, as {@code docker stop} does. */
  void terminate() {
    DockerHost.client().killContainerCmd(id).withSignal("TERM").exec();
  }

  private InspectContainerResponse.ContainerState state() {
    return DockerHost.client().inspectContainerCmd(id).exec().getState();
  }
}
