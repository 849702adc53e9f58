package dev.servicelab.labs.containers;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.testcontainers.images.builder.Transferable;

/**
 * The upstream DNS server of one node: our own DNS with the plugin {@code file}. Each node has one
 * of its own, so that a lab can tell whose resolver answered.
 */
public final class ResolverContainer extends NamedContainer<ResolverContainer> {
  private static final String HOME = "/etc/servicelab/";

  /**
   * Prepares the resolver of a node; {@link #start()} returns as soon as its container runs.
   *
   * @param image the image of our DNS
   * @param number 2 for the resolver of {@code node2}
   */
  public ResolverContainer(DockerSide side, String image, int number) {
    super(side, image, name(number));
    String node = NodeSettings.name(number);
    withNetwork(side.network().forTestcontainers());
    withCopyToContainer(resource("Corefile"), HOME + "Corefile");
    withCopyToContainer(resource("root.zone"), HOME + "root.zone");
    withCopyToContainer(resource(node + ".zone"), HOME + "node.zone");
    withCommand("-conf", HOME + "Corefile");
    withCreateContainerCmdModifier(
        create -> {
          Map<String, String> labels = new HashMap<>(side.labels());
          labels.put(Labels.RESOLVER, node);
          create.withHostName(name(number)).withLabels(labels);
          // It forwards to nobody.
          Objects.requireNonNull(create.getHostConfig()).withDns(List.of("127.0.0.1"));
        });
    waitingFor(new NoWait());
  }

  /** Docker's name for the resolver of a node. */
  public static String containerName(String cluster, int number) {
    return DockerSide.containerName(cluster, name(number));
  }

  private static String name(int number) {
    return "resolver" + number;
  }

  private static Transferable resource(String file) {
    try (InputStream in = ResolverContainer.class.getResourceAsStream("/resolver/" + file)) {
      byte[] content = Objects.requireNonNull(in, file).readAllBytes();
      return Transferable.of(new String(content, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
