package dev.servicelab.labs.arena;

import dev.servicelab.labs.cluster.BareServer;
import dev.servicelab.labs.cluster.ClusterFailed;
import dev.servicelab.labs.cluster.Implementation;
import dev.servicelab.labs.cluster.Shipped;
import dev.servicelab.labs.containers.Leftovers;
import dev.servicelab.labs.images.Images;
import dev.servicelab.labs.machine.Progress;
import dev.servicelab.state.generated.RandomCluster;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.concurrent.CompletionException;

/** An API server and two corners; both proxies believe to run on the same node. */
public final class Arena implements AutoCloseable {
  /** Those of the node of every made-up cluster. */
  static final List<String> ADDRESSES = List.of(RandomCluster.NODE_IPV4, RandomCluster.NODE_IPV6);

  private final BareServer server;
  private final Corner own;
  private final Corner reference;

  private Arena(BareServer server, Corner own, Corner reference) {
    this.server = server;
    this.own = own;
    this.reference = reference;
  }

  /**
   * Makes images, server, node and namespaces; no proxy runs yet.
   *
   * @throws dev.servicelab.labs.machine.CannotRunHere if this machine lacks something
   * @throws ClusterFailed if it does not start
   */
  public static Arena open(Progress progress) {
    Leftovers.makeRoom(progress);
    BareServer server = BareServer.start(Images.prepareArena(progress, "proxy"), progress);
    try (Progress.Step step = progress.begin("network namespaces")) {
      server.apply(Shipped.proxy(Implementation.OWN).rights());
      ArenaNode.create(server.client(), ADDRESSES);
      Account account = Account.of(server, "kube-proxy");
      Corner own = Corner.prepare(Implementation.OWN, server, account);
      Corner reference = Corner.prepare(Implementation.REFERENCE, server, account);
      step.done();
      return new Arena(server, own, reference);
    } catch (RuntimeException e) {
      server.close();
      throw e instanceof CompletionException && e.getCause() instanceof ClusterFailed f ? f : e;
    }
  }

  /** A client with the administrator's rights. */
  public KubernetesClient client() {
    return server.client();
  }

  /** Where our proxy works. */
  public Corner own() {
    return own;
  }

  /** Where the reference works. */
  public Corner reference() {
    return reference;
  }

  /** Both, ours first. */
  public List<Corner> corners() {
    return List.of(own, reference);
  }

  /** Removes everything. */
  @Override
  public void close() {
    server.close();
  }
}
