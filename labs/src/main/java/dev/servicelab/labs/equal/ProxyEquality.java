package dev.servicelab.labs.equal;

import dev.servicelab.labs.arena.Arena;
import dev.servicelab.labs.arena.PodArena;
import dev.servicelab.labs.cluster.Mode;
import dev.servicelab.labs.machine.Progress;
import java.util.ArrayList;
import java.util.List;

/**
 * Has both proxies make rules of the same made-up objects and compares the kernels.
 *
 * @param mode the proxies' mode
 * @param sets how many sets
 * @param seed the seed of the first; the others follow
 */
public record ProxyEquality(Mode mode, int sets, long seed) {
  private static final int BAR_WIDTH = 20;

  /**
   * Runs it.
   *
   * @throws dev.servicelab.labs.machine.CannotRunHere if this machine lacks something
   * @throws dev.servicelab.labs.cluster.ClusterFailed if a proxy does not do its work
   */
  public EqualityResult run(Progress progress) {
    List<RoundResult> results = new ArrayList<>();
    try (Ring ring = open(progress)) {
      try (Progress.Step step = progress.begin("start of both proxies")) {
        ring.start();
        step.done();
      }
      Rounds rounds = new Rounds(ring);
      try (Progress.Step step = progress.begin("compare", "compared")) {
        for (int done = 0; done < sets; done += Renaming.PLACES) {
          int count = Math.min(Renaming.PLACES, sets - done);
          results.add(rounds.next(seed + done, count));
          step.at(bar(done + count, results));
        }
        step.done();
      }
      try (Progress.Step step = progress.begin("compare with other settings", "compared")) {
        for (Settings settings : mode == Mode.IPVS ? Settings.IPVS : Settings.ALL) {
          results.add(rounds.with(settings));
          step.at(settings.words());
        }
        if (mode == Mode.IPTABLES) {
          results.add(rounds.large());
        }
        step.done();
      }
    }
    return new EqualityResult(sets, results);
  }

  private Ring open(Progress progress) {
    return switch (mode) {
      case IPTABLES -> new TablesRing(Arena.open(progress));
      case IPVS -> new IpvsRing(PodArena.open(progress));
    };
  }

  private String bar(int done, List<RoundResult> results) {
    int full = done * BAR_WIDTH / sets;
    return "[%s%s] %d of %d sets, %d rules differ"
        .formatted(
            "#".repeat(full),
            " ".repeat(BAR_WIDTH - full),
            done,
            sets,
            results.stream().mapToInt(result -> result.comparison().differing()).sum());
  }
}
