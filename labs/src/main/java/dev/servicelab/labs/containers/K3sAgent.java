package dev.servicelab.labs.containers;

import com.github.dockerjava.api.command.InspectContainerResponse;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * A node that only runs pods. Not a {@code K3sContainer}: that one reads a kubeconfig which agents
 * do not have.
 */
public final class K3sAgent extends GenericContainer<K3sAgent> {
  private final NodeSettings settings;
  private final int number;

  /**
   * Prepares an agent; {@link #start()} returns as soon as its container runs, since it waits for
   * the server by itself and the cluster waits for all nodes together.
   *
   * @param number 2 for {@code node2}
   */
  public K3sAgent(NodeSettings settings, int number) {
    super(DockerImageName.parse(settings.image()));
    this.settings = settings;
    this.number = number;
    settings.configure(this, number);
    withCommand(NodeSettings.agentCommand(number));
    waitingFor(new NoWait());
  }

  @Override
  public void start() {
    try {
      super.start();
    } finally {
      settings.creations().end(NodeSettings.name(number)); // also when Docker refused to make it
    }
  }

  @Override
  protected void containerIsCreated(String containerId) {
    settings.creations().end(NodeSettings.name(number));
  }

  @Override
  protected void containerIsStarting(InspectContainerResponse containerInfo) {
    NodeStart.guard(this, containerInfo);
  }
}
