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

  private final NodeSettings settings;

  /** Prepares the server; {@link #start()} returns when its API can be used. */
  public K3sServer(NodeSettings settings) {
    super(DockerImageName.parse(settings.image()).asCompatibleSubstituteFor("rancher/k3s"));
    this.settings = settings;
    settings.configure(this, 1);
    withCommand(settings.serverCommand(DockerHost.address()));
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
  public void start() {
    try {
      super.start();
    } finally {
      settings.creations().end(NodeSettings.name(1)); // also when Docker refused to make it
    }
  }

  @Override
  protected void containerIsCreated(String containerId) {
    settings.creations().end(NodeSettings.name(1));
  }

  @Override
  protected void containerIsStarting(InspectContainerResponse containerInfo) {
    NodeStart.guard(this, containerInfo);
  }
}
