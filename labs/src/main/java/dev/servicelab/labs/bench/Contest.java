package dev.servicelab.labs.bench;

import dev.servicelab.labs.arena.Corner;
import dev.servicelab.labs.arena.Probe.Family;
import dev.servicelab.labs.arena.Usage;
import dev.servicelab.labs.bench.Population.Change;
import dev.servicelab.labs.cluster.ClusterFailed;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** What one proxy goes through at one size, from its start to its end, while the other rests. */
final class Contest {
  /** Of one endpoint, in one run. */
  static final int CHANGES = 10;

  /** Of one Service, in one run. */
  private static final int ADDITIONS = 2;

  private static final int LOG_LINES = 8;
  private static final String SERVICES = "KUBE-SERVICES";
  private static final double NANOS_PER_SECOND = 1e9;
  private static final double NANOS_PER_MILLISECOND = 1e6;
  private static final double BYTES_PER_MEGABYTE = 1e6;

  private final Corner corner;
  private final Population population;
  private final Samples<Quantity> samples;
  private final Pace pace = new Pace();

  /**
   * A contest.
   *
   * @param samples receives what is measured
   */
  Contest(Corner corner, Population population, Samples<Quantity> samples) {
    this.corner = corner;
    this.population = population;
    this.samples = samples;
  }

  /**
   * Runs once, on a kernel without rules.
   *
   * @param run counts from 0; other Services change in each
   */
  void run(int run) {
    try {
      start();
      for (int change = 0; change < CHANGES; change++) {
        int index = (run * CHANGES + change) * 7 % population.size();
        measure(Quantity.ENDPOINT_CHANGE, population.changeEndpoint(index));
      }
      for (int addition = 0; addition < ADDITIONS; addition++) {
        addAndDelete(population.size() + addition);
      }
      Usage usage = corner.usage();
      samples.add(Quantity.MEMORY, usage.residentBytes() / BYTES_PER_MEGABYTE);
      samples.add(Quantity.CPU, usage.cpuSeconds());
    } catch (CompletionException e) {
      throw failed(e);
    } finally {
      corner.reset();
    }
  }

  private ClusterFailed failed(CompletionException e) {
    return ClusterFailed.withLog(
        corner.whose().word() + ": " + Objects.requireNonNull(e.getCause()).getMessage(),
        corner.log(LOG_LINES),
        e);
  }

  private void start() {
    CompletableFuture<Long> rules =
        corner.probe().whenChain(Family.IP, Population.chain(population.size() - 1));
    long began = corner.start().join();
    samples.add(Quantity.START, (rules.join() - began) / NANOS_PER_SECOND);
    samples.add(Quantity.FIRST_FULL_SYNC, FirstSync.seconds(corner));
    pace.settled();
  }

  private void addAndDelete(int index) {
    pace.await();
    population.addSlice(index);
    pace.settled();
    int before = corner.probe().rules(Family.IP, SERVICES);
    measure(Quantity.SERVICE_ADDED, population.addService(index));
    pace.await();
    CompletableFuture<Long> gone = corner.probe().whenRules(Family.IP, SERVICES, before);
    population.deleteService(index);
    add(Quantity.SERVICE_DELETED, System.nanoTime(), gone);
    population.deleteSlice(index);
    pace.settled();
  }

  private void measure(Quantity quantity, Change change) {
    pace.await();
    CompletableFuture<Long> seen = corner.probe().whenChain(Family.IP, change.chain());
    change.write().run();
    add(quantity, System.nanoTime(), seen);
  }

  private void add(Quantity quantity, long written, CompletableFuture<Long> seen) {
    samples.add(quantity, (seen.join() - written) / NANOS_PER_MILLISECOND);
    pace.settled();
  }
}
