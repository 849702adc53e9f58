package dev.servicelab.labs.containers;

import com.github.dockerjava.api.command.InspectContainerResponse;
import java.time.Duration;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.AbstractWaitStrategy;
import org.testcontainers.utility.DockerImageName;

/**
 * A node that only runs pods. Not a {@code K3sContainer}: that one reads a kubeconfig which agents
 * do not have.
 */
public final class K3sAgent extends GenericContainer<K3sAgent> {
  private final Creations creations;

  /**
   * Prepares an agent; {@link #start()} returns as soon as its container runs, since it waits for
   * the server by itself and the cluster waits for all nodes together.
   *
   * @param number 2 for {@code node2}
   */
  public K3sAgent(NodeSettings settings, int number) {
    super(DockerImageName.parse(settings.image()));
    this.creations = settings.creations();
    settings.configure(this, number);
    withCommand(NodeSettings.agentCommand(number));
    waitingFor(new NoWait());
  }

  @Override
  protected void containerIsCreated(String containerId) {
    creations.end();
  }

  @Override
  protected void containerIsStarting(InspectContainerResponse containerInfo) {
    NodeStart.guard(this);
  }

  private static final class NoWait extends AbstractWaitStrategy {
    NoWait() {
      withStartupTimeout(Duration.ofSeconds(1));
    }

    @Override
    protected void waitUntilReady() {
      // See the constructor of the agent.
    }
  }
}
