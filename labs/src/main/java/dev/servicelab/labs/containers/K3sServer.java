package dev.servicelab.labs.containers;

import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.model.PortBinding;
import dev.servicelab.labs.machine.DockerHost;
import java.time.Duration;
import java.util.Objects;
import org.testcontainers.k3s.K3sContainer;
import org.testcontainers.utility.DockerImageName;

/** The node that carries the control plane, {@code node1}. */
public final class K3sServer extends K3sContainer {
  private static final Duration START_LIMIT = Duration.ofMinutes(2);

  private final Creations creations;

  /** Prepares the server; {@link #start()} returns when its API can be used. */
  public K3sServer(NodeSettings settings) {
    super(DockerImageName.parse(settings.image()).asCompatibleSubstituteFor("rancher/k3s"));
    this.creations = settings.creations();
    settings.configure(this, 1);
    withCommand(NodeSettings.serverCommand(DockerHost.address()));
    withNetworkAliases(NodeSettings.SERVER_ALIAS);
    withExposedPorts(KUBE_SECURE_PORT);
    withStartupTimeout(START_LIMIT);
    if (DockerHost.isLocal()) {
      // The API of a lab is nobody else's business than this machine's.
      withCreateContainerCmdModifier(
          create ->
              Objects.requireNonNull(create.getHostConfig())
                  .withPortBindings(PortBinding.parse("127.0.0.1::" + KUBE_SECURE_PORT)));
    }
  }

  @Override
  protected void containerIsCreated(String containerId) {
    creations.end();
  }

  @Override
  protected void containerIsStarting(InspectContainerResponse containerInfo) {
    NodeStart.guard(this);
  }
}
