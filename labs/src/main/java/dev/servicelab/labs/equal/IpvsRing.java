package dev.servicelab.labs.equal;

import dev.servicelab.labs.arena.PodArena;
import dev.servicelab.labs.arena.PodCorner;
import dev.servicelab.labs.equal.Marker.Side;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** The proxies in ipvs mode, which is slow where the kernel is User-Mode Linux. */
final class IpvsRing implements Ring {
  /** kube-proxy runs ipset once for each member that is new: some minutes on such a kernel. */
  private static final int TRIES = 12;

  /** Runs in the pod, as each look from outside costs more than one from there. */
  private static final String AWAIT =
      """
      timeout 30 sh -c 'until [ "$(ipvsadm -Sn | grep -cF -e "$1")" = "$2" ]; do sleep 1; done' sh "$1" "$2" && exit 0
      echo "IPVS never had $2 times: $1"
      exit 1
      """;

  private final PodArena arena;

  IpvsRing(PodArena arena) {
    this.arena = arena;
  }

  @Override
  public KubernetesClient client() {
    return arena.client();
  }

  @Override
  public void start() {
    both(corner -> corner.start(config -> config));
  }

  @Override
  public void restart(UnaryOperator<String> change) {
    both(
        corner -> {
          corner.end();
          corner.start(change);
        });
  }

  /**
   * A virtual server is the first that kube-proxy makes and the last that it removes: when the
   * marker's are gone again, sets, addresses and rules are as they should be, too.
   */
  @Override
  public void await(Marker marker) {
    List<String> addresses = marker.clusterIps(arena.client());
    both(
        corner ->
            addresses.forEach(
                address -> {
                  for (Side side : Side.values()) {
                    await(corner, Marker.realServer(address, side), marker.uses(side) ? 1 : 0);
                  }
                }));
    marker.remove(arena.client());
    both(corner -> addresses.forEach(address -> await(corner, Marker.virtualServer(address), 0)));
  }

  private static void await(PodCorner corner, String line, int count) {
    for (int attempt = 1; attempt < TRIES; attempt++) {
      if (corner.run(AWAIT, line, "" + count).ok()) {
        return;
      }
    }
    corner.output(AWAIT, line, "" + count);
  }

  @Override
  public Comparison compare() {
    return IpvsState.of(arena.corners().getFirst())
        .compare(IpvsState.of(arena.corners().getLast()));
  }

  private void both(Consumer<PodCorner> action) {
    // Not in the common pool: the client of the API server needs that, and it may be one thread.
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      CompletableFuture.allOf(
              arena.corners().stream()
                  .map(one -> CompletableFuture.runAsync(() -> action.accept(one), threads))
                  .toArray(CompletableFuture[]::new))
          .join();
    }
  }

  @Override
  public void close() {
    arena.close();
  }
}
