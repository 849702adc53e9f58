package dev.servicelab.labs.equal;

import dev.servicelab.labs.arena.ArenaNode;
import dev.servicelab.state.generated.RandomCluster;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/** Comparisons of two proxies, one after the other. */
final class Rounds {
  private final Ring ring;
  private final Sets sets;
  private List<Long> seeds = List.of();
  private List<ApiObjects> objects = List.of();
  private final List<Marker> markers = new ArrayList<>();
  private Optional<String> zone = Optional.empty();
  private int marked;

  /** Both proxies have been started. */
  Rounds(Ring ring) {
    this.ring = ring;
    this.sets = new Sets(ring.client());
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
    markers.forEach(marker -> marker.remove(ring.client()));
    markers.clear();
    zone = ArenaNode.setZone(ring.client(), objects.getFirst().nodeLabels());
    sets.write(objects);
    return result("as shipped");
  }

  /** Starts both proxies with another configuration, and compares what they make of the sets. */
  RoundResult with(Settings settings) {
    ring.restart(settings::in);
    return result(settings.words());
  }

  /**
   * Brings a Service with so many endpoints that kube-proxy is in its mode for large clusters, and
   * starts both proxies.
   */
  RoundResult large() {
    ManyEndpoints.write(ring.client());
    ring.restart(config -> config);
    return result("large cluster");
  }

  /** Waits for both proxies, and compares. */
  RoundResult result(String settings) {
    settle();
    return new RoundResult(settings, seeds, objects, ring.compare());
  }

  /**
   * Waits until both proxies have made rules of everything that was written. Markers may stay until
   * the next sets come: in a large cluster kube-proxy leaves the chains of what was removed, which
   * nothing leads to any more, until {@code syncPeriod} is over, and ours does not.
   */
  private void settle() {
    Marker marker = new Marker("marker-" + ++marked, zone);
    markers.add(marker);
    marker.write(ring.client());
    ring.await(marker);
  }
}
