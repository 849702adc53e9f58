package dev.servicelab.labs.machine;

import com.github.dockerjava.api.DockerClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.testcontainers.DockerClientFactory;

/** The Docker engine of this machine. */
public final class DockerHost {
  private static final Duration INSTALL_LIMIT = Duration.ofMinutes(10);

  private DockerHost() {}

  /**
   * Makes sure that Docker answers, by the set-up script, which starts or installs it where it may.
   *
   * @throws CannotRunHere in the script's own words if it cannot
   */
  public static void ensure(Progress progress) {
    requireEnvironment();
    Path root = ProjectRoot.find();
    // One line late, since the last line of a failure is the message itself.
    Deque<String> held = new ArrayDeque<>();
    ExternalTool tool =
        ExternalTool.run(
            root,
            INSTALL_LIMIT,
            line -> {
              held.add(line);
              if (held.size() > 1) {
                progress.say(held.remove());
              }
            },
            List.of(root.resolve("labs/setup/docker.sh").toString(), "ensure"));
    if (!tool.ok()) {
      throw new CannotRunHere(tool.lastWord());
    }
    held.forEach(progress::say);
  }

  /** The client that Testcontainers uses; fails only when it is used and Docker does not answer. */
  public static DockerClient client() {
    return DockerClientFactory.lazyClient();
  }

  /** Whether the engine runs on this machine, so that files can be bind-mounted into containers. */
  public static boolean isLocal() {
    return "unix"
        .equals(DockerClientFactory.instance().getTransportConfig().getDockerHost().getScheme());
  }

  /** The host name or address under which published ports are reached. */
  public static String address() {
    return DockerClientFactory.instance().dockerHostIpAddress();
  }

  /**
   * Testcontainers reads these two from the environment only. Without the first it starts a reaper
   * container that would remove kept clusters; clean-up is by label here.
   */
  private static void requireEnvironment() {
    if (!"true".equals(System.getenv("TESTCONTAINERS_RYUK_DISABLED"))) {
      throw new CannotRunHere(
          "TESTCONTAINERS_RYUK_DISABLED=true is not set: start through ./lab, or set it");
    }
  }
}
