package dev.servicelab.labs.equal;

import dev.servicelab.labs.arena.Arena;
import dev.servicelab.labs.arena.ArenaNode;
import dev.servicelab.labs.arena.Corner;
import dev.servicelab.labs.arena.Probe.Family;
import dev.servicelab.labs.cluster.ClusterFailed;
import dev.servicelab.state.generated.RandomCluster;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;

/** Comparisons, one after the other, in one arena. */
final class Rounds {
  private static final int LOG_LINES = 8;

  private final Arena arena;
  private final Sets sets;
  private List<Long> seeds = List.of();
  private List<ApiObjects> objects = List.of();
  private final List<Marker> markers = new ArrayList<>();
  private int marked;

  /** Both proxies of the arena have been started. */
  Rounds(Arena arena) {
    this.arena = arena;
    this.sets = new Sets(arena.client());
  }

  /**
   * Brings new sets, waits for both proxies, and compares.
   *
   * @param firstSeed the first set's seed; the others follow
   * @param count how many sets, at most {@value Renaming#PLACES}
   */
  RoundResult next(long firstSeed, int count) {
    seeds = LongStream.range(firstSeed, firstSeed + count).boxed().toList();
    objects = new ArrayList<>();
    for (int place = 0; place < count; place++) {
      objects.add(ApiObjects.of(RandomCluster.of(firstSeed + place), new Renaming(place)));
    }
    markers.forEach(marker -> marker.remove(arena.client()));
    markers.clear();
    ArenaNode.setZone(arena.client(), objects.getFirst().nodeLabels());
    sets.write(objects);
    return result("as shipped");
  }

  /** Starts both proxies with another configuration, and compares what they make of the sets. */
  RoundResult with(Settings settings) {
    restart(settings::in);
    return result(settings.words());
  }

  /**
   * Brings a Service with so many endpoints that kube-proxy is in its mode for large clusters, and
   * starts both proxies.
   */
  RoundResult large() {
    ManyEndpoints.write(arena.client());
    restart(config -> config);
    return result("large cluster");
  }

  private void restart(UnaryOperator<String> change) {
    CompletableFuture.allOf(
            arena.corners().stream()
                .map(corner -> CompletableFuture.runAsync(() -> corner.restart(change).join()))
                .toArray(CompletableFuture[]::new))
        .join();
  }

  /** Waits for both proxies, and compares. */
  RoundResult result(String settings) {
    settle();
    Comparison comparison = compare();
    if (comparison.differing() > 0) {
      // The node's labels come by a watch of their own, which the marker says nothing of.
      settle();
      comparison = compare();
    }
    return new RoundResult(settings, seeds, objects, comparison);
  }

  /**
   * Waits until both proxies have made rules of everything that was written. Markers stay until the
   * next sets come: in a large cluster kube-proxy leaves the chains of what was removed, which
   * nothing leads to any more, until {@code syncPeriod} is over, and ours does not.
   */
  private void settle() {
    Marker marker = new Marker("marker-" + ++marked);
    markers.add(marker);
    marker.write(arena.client());
    arena.corners().forEach(corner -> await(corner, marker));
  }

  private static void await(Corner corner, Marker marker) {
    try {
      CompletableFuture.allOf(
              corner.probe().whenChain(Family.IP, marker.chain(Family.IP)),
              corner.probe().whenChain(Family.IP6, marker.chain(Family.IP6)))
          .join();
    } catch (CompletionException e) {
      throw new ClusterFailed(
          "%s: %s; its last words:\n  %s"
              .formatted(
                  corner.whose().word(),
                  Objects.requireNonNull(e.getCause()).getMessage(),
                  String.join("\n  ", corner.log(LOG_LINES))),
          e);
    }
  }

  private Comparison compare() {
    return compare(Family.IP).plus(compare(Family.IP6));
  }

  private Comparison compare(Family family) {
    CompletableFuture<String> ours = CompletableFuture.supplyAsync(() -> arena.own().save(family));
    String reference = arena.reference().save(family);
    return Comparison.of(SavedRules.parse(ours.join()), SavedRules.parse(reference));
  }
}
