package dev.servicelab.labs.equal;

import dev.servicelab.labs.arena.Arena;
import dev.servicelab.labs.arena.Corner;
import dev.servicelab.labs.arena.Probe;
import dev.servicelab.labs.arena.Probe.Family;
import dev.servicelab.labs.cluster.ClusterFailed;
import dev.servicelab.labs.equal.Marker.Side;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.UnaryOperator;

/**
 * The proxies in iptables mode: everything is in the tables, which the probe sees change.
 *
 * @param arena where they are
 */
record TablesRing(Arena arena) implements Ring {
  private static final int LOG_LINES = 8;

  @Override
  public KubernetesClient client() {
    return arena.client();
  }

  @Override
  public void start() {
    CompletableFuture.allOf(
            arena.corners().stream().map(Corner::start).toArray(CompletableFuture[]::new))
        .join();
  }

  @Override
  public void restart(UnaryOperator<String> change) {
    CompletableFuture.allOf(
            arena.corners().stream()
                .map(corner -> CompletableFuture.runAsync(() -> corner.restart(change).join()))
                .toArray(CompletableFuture[]::new))
        .join();
  }

  @Override
  public void await(Marker marker) {
    arena.corners().forEach(corner -> await(corner, marker));
  }

  private static void await(Corner corner, Marker marker) {
    try {
      CompletableFuture.allOf(
              when(corner.probe(), marker, Family.IP), when(corner.probe(), marker, Family.IP6))
          .join();
    } catch (CompletionException e) {
      throw ClusterFailed.withLog(
          corner.whose().word() + ": " + Objects.requireNonNull(e.getCause()).getMessage(),
          corner.log(LOG_LINES),
          e);
    }
  }

  private static CompletableFuture<Long> when(Probe probe, Marker marker, Family family) {
    String far = marker.chain(family, Side.FAR);
    return probe
        .whenChain(family, marker.chain(family, Side.NEAR))
        .thenCompose(
            moment ->
                marker.uses(Side.FAR)
                    ? probe.whenChain(family, far)
                    : probe.whenRules(family, far, 0));
  }

  @Override
  public Comparison compare() {
    return compare(Family.IP).plus(compare(Family.IP6));
  }

  private Comparison compare(Family family) {
    CompletableFuture<String> ours = CompletableFuture.supplyAsync(() -> arena.own().save(family));
    String reference = arena.reference().save(family);
    return Comparison.of(SavedRules.parse(ours.join()), SavedRules.parse(reference));
  }

  @Override
  public void close() {
    arena.close();
  }
}
