package dev.servicelab.labs.containers;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.utility.DockerImageName;

/**
 * The upstream DNS server of one node: our own DNS with the plugin {@code file}. Each node has one
 * of its own, so that a lab can tell whose resolver answered.
 */
public final class ResolverContainer extends GenericContainer<ResolverContainer> {
  private static final String HOME = "/etc/servicelab/";

  private final Creations creations;
  private final String name;

  /**
   * Prepares the resolver of a node; {@link #start()} returns as soon as its container runs.
   *
   * @param image the image of our DNS
   * @param cluster the cluster's id
   * @param labels the labels of the cluster's things
   * @param number 2 for the resolver of {@code node2}
   */
  public ResolverContainer(
      String image,
      String cluster,
      LabNetwork network,
      Map<String, String> labels,
      Creations creations,
      int number) {
    super(DockerImageName.parse(image));
    this.creations = creations;
    this.name = "resolver" + number;
    String node = NodeSettings.name(number);
    withNetwork(network.forTestcontainers());
    withCopyToContainer(resource("Corefile"), HOME + "Corefile");
    withCopyToContainer(resource("root.zone"), HOME + "root.zone");
    withCopyToContainer(resource(node + ".zone"), HOME + "node.zone");
    withCommand("-conf", HOME + "Corefile");
    withCreateContainerCmdModifier(
        create -> {
          creations.begin(name);
          Map<String, String> all = new HashMap<>(labels);
          all.put(Labels.RESOLVER, node);
          create.withName(containerName(cluster, number)).withHostName(name).withLabels(all);
          // It forwards to nobody.
          Objects.requireNonNull(create.getHostConfig()).withDns(List.of("127.0.0.1"));
        });
    waitingFor(new NoWait());
  }

  /** Docker's name for the resolver of a node. */
  public static String containerName(String cluster, int number) {
    return "lab-" + cluster + "-resolver" + number;
  }

  @Override
  public void start() {
    try {
      super.start();
    } finally {
      creations.end(name); // also when Docker refused to make it
    }
  }

  @Override
  protected void containerIsCreated(String containerId) {
    creations.end(name);
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
