package dev.servicelab.labs.bench;

import dev.servicelab.labs.arena.Arena;
import dev.servicelab.labs.arena.Corner;
import dev.servicelab.labs.arena.PodArena;
import dev.servicelab.labs.arena.PodCorner;
import dev.servicelab.labs.bench.Rows.Pair;
import dev.servicelab.labs.cluster.Implementation;
import dev.servicelab.labs.cluster.Mode;
import dev.servicelab.labs.machine.Progress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Measures both proxies, in turns, on a growing number of Services.
 *
 * @param mode the proxies' mode
 * @param sizes numbers of Services, ascending
 * @param runs how often each proxy runs at each size
 */
public record ProxyBench(Mode mode, List<Integer> sizes, int runs) {

  /**
   * Runs it.
   *
   * @throws dev.servicelab.labs.machine.CannotRunHere if this machine lacks something
   * @throws dev.servicelab.labs.cluster.ClusterFailed if a proxy does not do its work
   */
  public BenchResult run(Progress progress) {
    return new BenchResult(
        switch (mode) {
          case IPTABLES -> {
            try (Arena arena = Arena.open(progress)) {
              Population population = new Population(arena.client());
              yield Rows.of(
                  measured(
                      population,
                      progress,
                      arena.corners(),
                      Corner::whose,
                      (corner, run, samples) -> new Contest(corner, population, samples).run(run)));
            }
          }
          case IPVS -> {
            try (PodArena arena = PodArena.open(progress)) {
              Population population = new Population(arena.client());
              yield Rows.of(
                  measured(
                      population,
                      progress,
                      arena.corners(),
                      PodCorner::whose,
                      (corner, run, samples) -> new IpvsContest(corner, population, samples).run()),
                  ProxyBench::ipvsGoal);
            }
          }
        },
        runs);
  }

  /** A change is what a learner waits for; how long a start takes there says little of either. */
  private static Optional<Goal> ipvsGoal(Quantity quantity) {
    return quantity == Quantity.ENDPOINT_CHANGE ? Optional.of(Goal.atMost(1.0)) : Optional.empty();
  }

  private <C> Map<Integer, Pair> measured(
      Population population,
      Progress progress,
      List<C> corners,
      Function<C, Implementation> whose,
      Trial<C> trial) {
    Map<Integer, Pair> measured = new TreeMap<>();
    for (int size : sizes) {
      try (Progress.Step step = progress.begin(size + " Services")) {
        population.growTo(size, done -> step.at(done + " written"));
        step.done();
      }
      Pair pair = new Pair(new Samples<>(), new Samples<>());
      for (int run = 0; run < runs; run++) {
        // Who is second finds what the first has left in the machine's caches.
        for (C corner : run % 2 == 0 ? corners : corners.reversed()) {
          Implementation who = whose.apply(corner);
          String what = "%d Services, run %d of %d, %s".formatted(size, run + 1, runs, who.word());
          try (Progress.Step step = progress.begin(what)) {
            trial.run(corner, run, who == Implementation.OWN ? pair.own() : pair.reference());
            step.done();
          }
        }
      }
      measured.put(size, pair);
    }
    return measured;
  }

  /** One proxy alone, once. */
  private interface Trial<C> {
    void run(C corner, int run, Samples<Quantity> samples);
  }
}
