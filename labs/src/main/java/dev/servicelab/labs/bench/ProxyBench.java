package dev.servicelab.labs.bench;

import dev.servicelab.labs.arena.Arena;
import dev.servicelab.labs.arena.Corner;
import dev.servicelab.labs.bench.Rows.Pair;
import dev.servicelab.labs.cluster.Implementation;
import dev.servicelab.labs.machine.Progress;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Measures both proxies, in turns, on a growing number of Services.
 *
 * @param sizes numbers of Services, ascending
 * @param runs how often each proxy runs at each size
 */
public record ProxyBench(List<Integer> sizes, int runs) {

  /**
   * Runs it.
   *
   * @throws dev.servicelab.labs.machine.CannotRunHere if this machine lacks something
   * @throws dev.servicelab.labs.cluster.ClusterFailed if a proxy does not do its work
   */
  public BenchResult run(Progress progress) {
    Map<Integer, Pair> measured = new TreeMap<>();
    try (Arena arena = Arena.open(progress)) {
      Population population = new Population(arena.client());
      for (int size : sizes) {
        try (Progress.Step step = progress.begin(size + " Services")) {
          population.growTo(size, done -> step.at(done + " written"));
          step.done();
        }
        measured.put(size, measure(arena, population, progress));
      }
    }
    return new BenchResult(Rows.of(measured), runs);
  }

  private Pair measure(Arena arena, Population population, Progress progress) {
    Pair pair = new Pair(new Samples<>(), new Samples<>());
    for (int run = 0; run < runs; run++) {
      // Who is second finds what the first has left in the machine's caches.
      List<Corner> order = run % 2 == 0 ? arena.corners() : arena.corners().reversed();
      for (Corner corner : order) {
        Samples<Quantity> samples =
            corner.whose() == Implementation.OWN ? pair.own() : pair.reference();
        String what =
            "%d Services, run %d of %d, %s"
                .formatted(population.size(), run + 1, runs, corner.whose().word());
        try (Progress.Step step = progress.begin(what)) {
          new Contest(corner, population, samples).run(run);
          step.done();
        }
      }
    }
    return pair;
  }
}
