package dev.servicelab.labs.arena;

import dev.servicelab.labs.cluster.BareServer;
import dev.servicelab.labs.cluster.ClusterFailed;
import dev.servicelab.labs.cluster.Implementation;
import dev.servicelab.labs.cluster.Shipped;
import dev.servicelab.labs.containers.Leftovers;
import dev.servicelab.labs.containers.UpstreamContainer;
import dev.servicelab.labs.images.Images;
import dev.servicelab.labs.machine.Progress;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;

/**
 * An API server, a DNS server for names that are not the cluster's, and corners for DNS servers.
 */
public final class DnsArena implements AutoCloseable {
  private final BareServer server;
  private final Account account;
  private final UpstreamContainer upstream;

  private DnsArena(BareServer server, Account account, UpstreamContainer upstream) {
    this.server = server;
    this.account = account;
    this.upstream = upstream;
  }

  /**
   * Makes images, server and upstream; no cluster DNS runs yet.
   *
   * @param upstreamFiles what the upstream's container holds beside its Corefile, which is among
   *     them, by name
   * @throws dev.servicelab.labs.machine.CannotRunHere if this machine lacks something
   * @throws ClusterFailed if it does not start
   */
  public static DnsArena open(Map<String, String> upstreamFiles, Progress progress) {
    Leftovers.makeRoom(progress);
    BareServer server = BareServer.start(Images.prepareArena(progress, "dns"), progress);
    try {
      Shipped own = Shipped.dns(Implementation.OWN);
      server.apply(own.rights());
      UpstreamContainer upstream =
          new UpstreamContainer(server.side(), Images.id(own.image()), upstreamFiles);
      upstream.start();
      return new DnsArena(server, Account.of(server, "coredns"), upstream);
    } catch (RuntimeException e) {
      server.close();
      throw e instanceof CompletionException && e.getCause() instanceof ClusterFailed f ? f : e;
    }
  }

  /**
   * Makes a place for a DNS; it does not run yet.
   *
   * @param name what it is called; no two have the same
   */
  public DnsCorner corner(Implementation whose, String name) {
    return DnsCorner.prepare(whose, name, server, account, upstream.address());
  }

  /** Applies objects, as the installer does. */
  public void apply(List<HasMetadata> objects) {
    server.apply(objects);
  }

  /** A client with the administrator's rights. */
  public KubernetesClient client() {
    return server.client();
  }

  /** Removes everything. */
  @Override
  public void close() {
    server.close();
  }
}
