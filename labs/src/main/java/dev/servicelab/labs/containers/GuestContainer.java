package dev.servicelab.labs.containers;

import com.github.dockerjava.api.exception.NotModifiedException;
import dev.servicelab.labs.machine.DockerHost;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.testcontainers.images.builder.Transferable;

/**
 * A program in the network and PID namespace of another container: its rules stay when it ends, and
 * it can be ended and started again.
 */
public final class GuestContainer extends NamedContainer<GuestContainer> {
  private static final int PATIENCE_SECONDS = 5;

  /**
   * Prepares it; {@link #start()} makes and starts it, and does not wait for anything.
   *
   * @param image its image, by name or id
   * @param command what runs in it; empty for the image's own
   * @param arguments what follows the command
   * @param files what lies in it, by path
   * @param host the container whose namespaces it uses; it runs
   */
  public GuestContainer(
      DockerSide side,
      String image,
      String name,
      List<String> command,
      List<String> arguments,
      Map<String, String> files,
      NamespaceContainer host) {
    super(side, image, name);
    String namespace = "container:" + host.getContainerId();
    withNetworkMode(namespace);
    withPrivilegedMode(true);
    files.forEach((path, text) -> withCopyToContainer(Transferable.of(text), path));
    withCreateContainerCmdModifier(
        create -> {
          Objects.requireNonNull(create.getHostConfig()).withPidMode(namespace);
          create.withCmd(arguments);
          if (!command.isEmpty()) {
            create.withEntrypoint(command);
          }
        });
    waitingFor(new NoWait());
  }

  /** Starts it again after {@link #end()}; its files are still there. */
  public void again() {
    DockerHost.client().startContainerCmd(getContainerId()).exec();
  }

  /** Asks it to end, as Docker and kubelet do, and returns when it has. */
  public void end() {
    try {
      DockerHost.client().stopContainerCmd(getContainerId()).withTimeout(PATIENCE_SECONDS).exec();
    } catch (NotModifiedException e) {
      return; // it had ended by itself
    }
  }

  /** Ends it at once, whatever it is about to do. */
  public void kill() {
    if (alive()) {
      DockerHost.client().killContainerCmd(getContainerId()).exec();
    }
  }

  /** Whether it runs. */
  public boolean alive() {
    return new DockerContainer(getContainerId()).running();
  }

  /** The last lines it wrote. */
  public List<String> logTail(int lines) {
    return new DockerContainer(getContainerId()).logTail(lines);
  }
}
