package dev.servicelab.labs.containers;

import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.model.PortBinding;
import dev.servicelab.labs.machine.DockerHost;
import dev.servicelab.labs.probe.ClassFile;
import java.util.List;
import java.util.Objects;
import org.testcontainers.images.builder.Transferable;

/**
 * A network namespace (and a PID namespace) that exists before any proxy runs in it, and after: a
 * container with the tools to look at it, whose main process is the probe.
 */
public final class NamespaceContainer extends NamedContainer<NamespaceContainer> {
  private static final String CLASSES = "/probe/";

  private final int port;

  /**
   * Prepares it; {@link #start()} returns when its probe can be asked.
   *
   * @param image the image with the tools, and a JDK
   * @param name what it is called beside its cluster's id
   * @param program the probe's main class and every other class it needs, main class first
   * @param port where the probe listens
   */
  public NamespaceContainer(
      DockerSide side, String image, String name, List<String> program, int port) {
    super(side, image, name);
    this.port = port;
    withNetwork(side.network().forTestcontainers());
    withPrivilegedMode(true);
    program.forEach(
        type ->
            withCopyToContainer(
                Transferable.of(ClassFile.bytes(type)), CLASSES + ClassFile.path(type)));
    withCreateContainerCmdModifier(
        create ->
            create.withEntrypoint(
                "java",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx64m",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                CLASSES,
                program.getFirst()));
    withExposedPorts(port);
    if (DockerHost.isLocal()) {
      withCreateContainerCmdModifier(
          create ->
              Objects.requireNonNull(create.getHostConfig())
                  .withPortBindings(PortBinding.parse("127.0.0.1::" + port)));
    }
  }

  @Override
  protected void containerIsStarting(InspectContainerResponse containerInfo) {
    // Docker's resolver has rules of its own in there, for names that nobody asks for.
    clear();
  }

  /**
   * Removes all rules but the hint that kubelet leaves on every node: KEP-3178. Images look for it
   * to choose iptables' backend, and where there is none they look again before each call.
   */
  public void clear() {
    output("nft", "flush", "ruleset");
    List.of("iptables-nft", "ip6tables-nft")
        .forEach(tool -> output(tool, "-t", "mangle", "-N", "KUBE-IPTABLES-HINT"));
  }

  /** Makes this the only DNS server that programs in it and its guests ask. */
  public void resolveBy(String address) {
    output("sh", "-c", "echo nameserver " + address + " > /etc/resolv.conf");
  }

  /** The port of this machine that leads to the probe. */
  public int probePort() {
    return getMappedPort(port);
  }

  /** Its address on the cluster's network. */
  public String address() {
    return new DockerContainer(getContainerId()).address();
  }

  /** What a program run in the namespace wrote to standard output. */
  public String output(String... command) {
    return new DockerContainer(getContainerId()).output(command);
  }
}
