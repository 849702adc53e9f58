package dev.servicelab.dns;

import dev.servicelab.dns.chain.ClusterAccess;
import dev.servicelab.dns.chain.HttpPage;
import dev.servicelab.dns.chain.ServerProcess;
import dev.servicelab.dns.metrics.Metrics;
import dev.servicelab.state.ClusterSnapshot;
import dev.servicelab.state.Interest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A process around plugins without a socket, whose clock and cluster the test turns. */
final class TestProcess implements ServerProcess {

  /** The serial of every SOA in the tests. */
  static final long START = 1_700_000_000;

  private final Metrics metrics = new Metrics();
  private final List<Consumer<ClusterSnapshot>> listeners = new ArrayList<>();
  private Optional<ClusterSnapshot> latest;
  private Instant now = Instant.ofEpochSecond(START);
  private Duration wrong = Duration.ZERO;
  private final List<String> failures = new ArrayList<>();
  private final List<ClusterAccess> accesses = new ArrayList<>();
  private final List<Interest> interests = new ArrayList<>();
  private List<String> unready = List.of();

  TestProcess(Optional<ClusterSnapshot> snapshot) {
    this.latest = snapshot;
  }

  void deliver(ClusterSnapshot snapshot) {
    latest = Optional.of(snapshot);
    listeners.forEach(listener -> listener.accept(snapshot));
  }

  void pass(Duration time) {
    now = now.plus(time);
  }

  /** How the plugins wanted the API server to be reached. */
  List<ClusterAccess> accesses() {
    return accesses;
  }

  void unready(List<String> plugins) {
    unready = plugins;
  }

  /** Somebody turns the wall clock; no time passes. */
  void turnWallClock(Duration by) {
    wrong = wrong.plus(by);
  }

  List<String> failures() {
    return failures;
  }

  @Override
  public Clock clock() {
    return new Clock() {
      @Override
      public ZoneId getZone() {
        return ZoneOffset.UTC;
      }

      @Override
      public Clock withZone(ZoneId zone) {
        return this;
      }

      @Override
      public Instant instant() {
        return now.plus(wrong);
      }
    };
  }

  @Override
  public long nanoTime() {
    return Duration.between(Instant.EPOCH, now).toNanos();
  }

  @Override
  public Metrics metrics() {
    return metrics;
  }

  /** What the plugins wanted to read. */
  List<Interest> interests() {
    return List.copyOf(interests);
  }

  @Override
  public Runnable watchCluster(
      ClusterAccess access, Interest interest, Consumer<ClusterSnapshot> listener) {
    accesses.add(access);
    interests.add(interest);
    listeners.add(listener);
    latest.ifPresent(listener);
    return () -> listeners.remove(listener);
  }

  @Override
  public String url(HttpPage page) {
    return "http://127.0.0.1:1" + page.path();
  }

  @Override
  public boolean draining() {
    return false;
  }

  @Override
  public List<String> unready() {
    return unready;
  }

  @Override
  public void reload() {}

  @Override
  public void fail(String reason) {
    failures.add(reason);
  }
}
