package dev.servicelab.labs.bench;

import dev.servicelab.labs.arena.IpvsProbe;
import dev.servicelab.labs.arena.PodCorner;
import dev.servicelab.labs.arena.Usage;
import dev.servicelab.labs.bench.Population.Change;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.awaitility.Awaitility;

/**
 * What one proxy in ipvs mode goes through at one size. On a kernel that is User-Mode Linux
 * kube-proxy takes seconds for a change and minutes for all, so there are fewer changes the more
 * Services there are.
 */
final class IpvsContest {
  /** kube-proxy runs ipset for each ClusterIP. */
  private static final Duration LIMIT = Duration.ofMinutes(8);

  /** Of one endpoint, in one run, at 100 Services and at more. */
  private static final int CHANGES = 10;

  private static final int CHANGES_OF_MANY = 4;
  private static final int MANY = 500;
  private static final Duration POLL = Duration.ofMillis(500);
  private static final double NANOS_PER_MILLISECOND = 1e6;
  private static final double MILLISECONDS_PER_SECOND = 1e3;
  private static final double BYTES_PER_MEGABYTE = 1e6;

  private final PodCorner corner;
  private final Population population;
  private final Samples<Quantity> samples;
  private final Pace pace = new Pace();

  /**
   * A contest.
   *
   * @param samples receives what is measured
   */
  IpvsContest(PodCorner corner, Population population, Samples<Quantity> samples) {
    this.corner = corner;
    this.population = population;
    this.samples = samples;
  }

  /** Runs once, in a pod of its own. */
  void run() {
    corner.start(config -> config);
    try {
      // And that of the API itself.
      samples.add(Quantity.START, corner.ageWhenServing(population.size() + 1, LIMIT));
      SyncTimes first = await("first sync", seen -> seen.count() > 0);
      samples.add(Quantity.FIRST_FULL_SYNC, first.mean());
      change(atRest(first));
      Usage usage = corner.usage();
      samples.add(Quantity.MEMORY, usage.residentBytes() / BYTES_PER_MEGABYTE);
      samples.add(Quantity.CPU, usage.cpuSeconds());
    } finally {
      corner.end();
    }
  }

  private void change(SyncTimes first) {
    int changes = population.size() > MANY ? CHANGES_OF_MANY : CHANGES;
    SyncTimes before = first;
    try (IpvsProbe probe = corner.probe()) {
      for (int change = 0; change < changes; change++) {
        measure(probe, population.changeEndpoint(change * 7 % population.size()));
        SyncTimes after = ended(before);
        samples.add(Quantity.CHANGE_SYNC, after.meanSince(before) * MILLISECONDS_PER_SECOND);
        before = after;
      }
      pace.await();
      int added = population.size();
      population.addSlice(added);
      population.addService(added).write().run();
      CompletableFuture<Long> seen =
          probe.whenThere(population.virtualServer(added), Population.endpoint(added));
      add(Quantity.SERVICE_ADDED, System.nanoTime(), seen);
      ended(before);
      population.deleteService(added);
      population.deleteSlice(added);
    }
  }

  private void measure(IpvsProbe probe, Change change) {
    pace.await();
    CompletableFuture<Long> seen =
        probe.whenThere(population.virtualServer(change.service()), change.endpoint());
    change.write().run();
    add(Quantity.ENDPOINT_CHANGE, System.nanoTime(), seen);
  }

  private void add(Quantity quantity, long written, CompletableFuture<Long> seen) {
    samples.add(quantity, (seen.join() - written) / NANOS_PER_MILLISECOND);
  }

  /** kube-proxy's sync goes on for seconds when IPVS has changed already: waits for its end. */
  private SyncTimes ended(SyncTimes before) {
    return atRest(await("sync of a change", seen -> seen.count() > before.count()));
  }

  /** Waits until no further sync comes for a while; both make one every thirty seconds anyway. */
  private SyncTimes atRest(SyncTimes known) {
    AtomicReference<SyncTimes> last = new AtomicReference<>(known);
    SyncTimes now = await("rest", seen -> seen.equals(last.getAndSet(seen)));
    pace.settled();
    return now;
  }

  private SyncTimes await(String what, Predicate<SyncTimes> condition) {
    return Awaitility.await("%s of the %s proxy".formatted(what, corner.whose().word()))
        .atMost(LIMIT)
        .pollDelay(Duration.ZERO)
        .pollInterval(POLL)
        .until(() -> SyncTimes.parse(corner.metrics()), condition);
  }
}
