package dev.servicelab.labs.cluster;

import dev.servicelab.labs.containers.AddressRanges;
import dev.servicelab.labs.containers.DockerSide;
import dev.servicelab.labs.containers.K3sServer;
import dev.servicelab.labs.containers.LabNetwork;
import dev.servicelab.labs.containers.Labels;
import dev.servicelab.labs.containers.NodeContainer;
import dev.servicelab.labs.containers.NodeSettings;
import dev.servicelab.labs.images.Images;
import dev.servicelab.labs.machine.Progress;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An API server that runs no proxy, no DNS and no pods, with Services of both address families: who
 * wants to act on its objects brings himself.
 */
public final class BareServer implements AutoCloseable {
  /** Nobody is there; a node without pods asks no one. */
  private static final String NO_RESOLVER = "192.0.2.53";

  private final ClusterLife life;
  private final Progress progress;
  private final DockerSide side;
  private final KubernetesClient client;
  private final String address;

  private BareServer(
      ClusterLife life, Progress progress, DockerSide side, KubernetesClient client, String node) {
    this.life = life;
    this.progress = progress;
    this.side = side;
    this.client = client;
    this.address = node;
  }

  /**
   * Starts one; returns when its API can be used.
   *
   * @param image the node image
   * @throws RuntimeException of Docker's, if it does not start; nothing is left then
   */
  public static BareServer start(String image, Progress progress) {
    return start(image, null, null, AddressRanges.DUAL_STACK, progress);
  }

  /**
   * Starts one whose node can run pods of these images.
   *
   * @param ranges the addresses of pods and Services, of both families
   * @throws RuntimeException of Docker's, if it does not start; nothing is left then
   */
  public static BareServer start(Images images, AddressRanges ranges, Progress progress) {
    return start(images.node(), images.archive(), images.disk(), ranges, progress);
  }

  private static BareServer start(
      String image,
      @Nullable Path archive,
      @Nullable Path disk,
      AddressRanges ranges,
      Progress progress) {
    ClusterLife life = new ClusterLife(ClusterStart.newId(), 1);
    ClusterPool.removeAtExit(life);
    try (Progress.Step step = progress.begin("API server")) {
      Map<String, String> labels = Labels.of(life.id(), "bare", false);
      LabNetwork network = LabNetwork.createDualStack(life.id(), labels);
      DockerSide side = new DockerSide(life.id(), network, labels, life.creations());
      K3sServer server =
          new K3sServer(
              new NodeSettings(
                  life.id(),
                  image,
                  archive,
                  disk,
                  ranges,
                  network,
                  ClusterStart.newToken(),
                  labels,
                  List.of(NO_RESOLVER),
                  life.creations()));
      server.start();
      KubernetesClient client = Kubeconfig.client(server.getKubeConfigYaml());
      String address = NodeContainer.of(life.id()).getFirst().address();
      step.done("cluster " + life.id());
      return new BareServer(life, progress, side, client, address);
    } catch (RuntimeException e) {
      life.remove(progress);
      throw e;
    }
  }

  /** A client with the administrator's rights. */
  public KubernetesClient client() {
    return client;
  }

  /** The server's address on its network; the API is at port 6443. */
  public String address() {
    return address;
  }

  /** Where containers of the same network find the API. */
  public String url() {
    return "https://" + address + ":6443";
  }

  /** The authority that signed the API's certificate, in PEM. */
  public String authority() {
    Config config = client.getConfiguration();
    return new String(Base64.getDecoder().decode(config.getCaCertData()), StandardCharsets.UTF_8);
  }

  /** What its containers share in Docker. */
  public DockerSide side() {
    return side;
  }

  /** Applies objects, as the installer does. */
  public void apply(List<HasMetadata> objects) {
    objects.forEach(object -> Install.apply(client, object));
  }

  /** Removes it, with everything on its network. */
  @Override
  public void close() {
    client.close();
    life.remove(progress);
  }
}
