package dev.servicelab.labs.arena;

import dev.servicelab.labs.cluster.BareServer;
import dev.servicelab.labs.cluster.Implementation;
import dev.servicelab.labs.cluster.Mode;
import dev.servicelab.labs.cluster.Shipped;
import dev.servicelab.labs.containers.AddressRanges;
import dev.servicelab.labs.containers.Leftovers;
import dev.servicelab.labs.images.Images;
import dev.servicelab.labs.machine.Progress;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;

/**
 * An API server and one node, on which both proxies run in ipvs mode, each in a pod: IPVS, ipsets,
 * rules and addresses are those of a network namespace, so both work on one kernel and neither sees
 * the other. It is the node's own where this machine's has no IPVS.
 */
public final class PodArena implements AutoCloseable {
  /** Pods have other addresses than any that is made up, or they would have rules about them. */
  private static final AddressRanges RANGES =
      new AddressRanges(
          "10.200.0.0/16,fd00:10:200::/56",
          AddressRanges.DUAL_STACK.services(),
          AddressRanges.DUAL_STACK.dns());

  private final BareServer server;
  private final List<PodCorner> corners;

  private PodArena(BareServer server, List<PodCorner> corners) {
    this.server = server;
    this.corners = corners;
  }

  /**
   * Makes images, server and node; no proxy runs yet.
   *
   * @throws dev.servicelab.labs.machine.CannotRunHere if this machine lacks something
   * @throws dev.servicelab.labs.cluster.ClusterFailed if it does not start
   */
  public static PodArena open(Progress progress) {
    Leftovers.makeRoom(progress);
    BareServer server = BareServer.start(Images.prepareIpvsArena(progress), RANGES, progress);
    try {
      server.apply(Shipped.proxy(Implementation.OWN).rights());
      ArenaNode.create(server.client(), Arena.ADDRESSES);
      return new PodArena(
          server,
          List.of(
              new PodCorner(Implementation.OWN, server, Mode.IPVS),
              new PodCorner(Implementation.REFERENCE, server, Mode.IPVS)));
    } catch (RuntimeException e) {
      server.close();
      throw e;
    }
  }

  /** A client with the administrator's rights. */
  public KubernetesClient client() {
    return server.client();
  }

  /** Both, ours first. */
  public List<PodCorner> corners() {
    return corners;
  }

  /** Removes everything. */
  @Override
  public void close() {
    server.close();
  }
}
