package dev.servicelab.labs.bench.dns;

import dev.servicelab.labs.arena.DnsArena;
import dev.servicelab.labs.arena.DnsCorner;
import dev.servicelab.labs.bench.BenchResult;
import dev.servicelab.labs.bench.Population;
import dev.servicelab.labs.bench.Row;
import dev.servicelab.labs.cluster.Implementation;
import dev.servicelab.labs.machine.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Measures both cluster DNS servers, in turns, on a growing number of Services.
 *
 * @param sizes numbers of Services, ascending
 * @param runs how often each is measured at each size
 */
public record DnsBench(List<Integer> sizes, int runs) {

  /**
   * Runs it.
   *
   * @throws dev.servicelab.labs.machine.CannotRunHere if this machine lacks something
   * @throws dev.servicelab.labs.cluster.ClusterFailed if a DNS does not do its work
   */
  public BenchResult run(Progress progress) {
    List<Row> rows = new ArrayList<>();
    try (DnsArena arena = DnsArena.open(Upstream.files(), progress)) {
      Population population = new Population(arena.client());
      Crowd.create(arena.client());
      List<DnsCorner> corners =
          Stream.of(Implementation.values()).map(who -> arena.corner(who, who.word())).toList();
      for (int size : sizes) {
        try (Progress.Step step = progress.begin(size + " Services")) {
          population.growTo(size, done -> step.at(done + " written"));
          step.done();
        }
        corners.forEach(corner -> DnsPerf.prepare(corner, size));
        rows.addAll(measure(corners, size, progress));
      }
    }
    return new BenchResult(rows, runs);
  }

  private List<Row> measure(List<DnsCorner> corners, int size, Progress progress) {
    List<Contest> contests = corners.stream().map(Contest::new).toList();
    List<Scope.Load> loads = (size > Row.GOAL_SIZE ? Scope.SHORT : Scope.ALL).loads();
    for (int run = 0; run < runs; run++) {
      inTurns(
          "%d Services, start %d of %d".formatted(size, run + 1, runs),
          run,
          contests,
          contest -> contest.start(size),
          progress);
    }
    contests.forEach(contest -> contest.warmUp(loads));
    for (int run = 0; run < runs; run++) {
      int turn = run;
      try (Progress.Step step =
          progress.begin("%d Services, run %d of %d".formatted(size, run + 1, runs))) {
        for (Scope.Load load : loads) {
          step.at(load.kind().words() + ", " + load.transport());
          order(contests, turn).forEach(contest -> contest.measure(load));
        }
        contests.stream().filter(Contest::own).forEach(Contest::echo);
        contests.forEach(Contest::weigh);
        step.done();
      }
    }
    contests.forEach(Contest::end);
    return new DnsRows(size, contests.getFirst().samples(), contests.getLast().samples()).of(loads);
  }

  private static void inTurns(
      String what, int run, List<Contest> contests, Consumer<Contest> action, Progress progress) {
    try (Progress.Step step = progress.begin(what)) {
      order(contests, run).forEach(action);
      step.done();
    }
  }

  /** Who is second finds what the first has left in the machine's caches. */
  private static List<Contest> order(List<Contest> contests, int run) {
    return run % 2 == 0 ? contests : contests.reversed();
  }
}
