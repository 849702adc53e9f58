package dev.servicelab.labs.containers;

import com.github.dockerjava.api.command.InspectContainerResponse;
import java.io.IOException;
import org.testcontainers.containers.Container;
import org.testcontainers.containers.ContainerState;

/** What happens to a node right after its container began to run. */
final class NodeStart {
  private NodeStart() {}

  /** Loads {@link Guard}'s rules, before the node has any pod that could send a packet. */
  static void guard(ContainerState node, InspectContainerResponse container) {
    String[] load = Guard.loadCommand(NodeContainer.hasOwnKernel(container));
    try {
      Container.ExecResult result = node.execInContainer(NodeContainer.onKernel(container, load));
      if (result.getExitCode() != 0) {
        throw new IllegalStateException("lab_guard was not loaded: " + result.getStderr().strip());
      }
    } catch (IOException e) {
      throw new IllegalStateException("lab_guard was not loaded: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while lab_guard was loaded", e);
    }
  }
}
