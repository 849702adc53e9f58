package dev.servicelab.labs.bench.dns;

import dev.servicelab.labs.arena.DnsCorner;
import dev.servicelab.labs.asker.Echo;
import dev.servicelab.labs.bench.Population;
import dev.servicelab.labs.bench.Samples;
import dev.servicelab.labs.cluster.ClusterFailed;
import dev.servicelab.labs.cluster.Implementation;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/** What one DNS goes through at one size; the other rests meanwhile. */
final class Contest {
  private static final double RUN_SECONDS = 2;
  private static final double WARM_UP_SECONDS = 1.5;
  private static final int LOG_LINES = 8;
  private static final double NANOS_PER_SECOND = 1e9;
  private static final double BYTES_PER_MEGABYTE = 1e6;

  private final DnsCorner corner;
  private final Samples<Quantity> samples = new Samples<>();

  Contest(DnsCorner corner) {
    this.corner = corner;
  }

  /** Whose it is. */
  boolean own() {
    return corner.whose() == Implementation.OWN;
  }

  /** What has been measured so far. */
  Samples<Quantity> samples() {
    return samples;
  }

  /**
   * Starts it anew and leaves it running.
   *
   * @param services how many Services there are; the last one is asked for
   */
  void start(int services) {
    corner.kill();
    byte[] question = question(Population.name(services - 1));
    CompletableFuture<Long> answered = corner.asker().whenAnswered(question);
    try {
      long began = corner.start().join();
      samples.add(new Quantity.Start(), (answered.join() - began) / NANOS_PER_SECOND);
    } catch (CompletionException e) {
      throw ClusterFailed.withLog(
          corner.whose().word() + ": " + Objects.requireNonNull(e.getCause()).getMessage(),
          corner.log(LOG_LINES),
          e);
    }
  }

  /** Ends it. */
  void end() {
    corner.kill();
  }

  /** Has it answer for a while, so that compilers and caches have done their work. */
  void warmUp(List<Scope.Load> loads) {
    DnsPerf perf = new DnsPerf(corner, WARM_UP_SECONDS);
    loads.forEach(load -> perf.flood(load.kind(), load.transport()));
  }

  /** As much as it can, then at the load that both get. */
  void measure(Scope.Load load) {
    DnsPerf perf = new DnsPerf(corner, RUN_SECONDS);
    Kind kind = load.kind();
    Transport transport = load.transport();
    samples.add(new Quantity.Rate(kind, transport), perf.flood(kind, transport).perSecond());
    DnsPerfResult steady = perf.steady(kind, transport);
    for (int percent : new int[] {50, 99}) {
      samples.add(new Quantity.Latency(kind, transport, percent), steady.percentile(percent));
    }
  }

  /** How large it is now. */
  void weigh() {
    samples.add(new Quantity.Memory(), corner.usage().residentBytes() / BYTES_PER_MEGABYTE);
  }

  /** What an echo in the same place can do. */
  void echo() {
    DnsPerf perf = new DnsPerf(corner, RUN_SECONDS);
    samples.add(new Quantity.EchoRate(), perf.echo(Kind.NAMES, Echo.PORT).perSecond());
  }

  private static byte[] question(String service) {
    String name = service + "." + Population.NAMESPACE + ".svc.cluster.local.";
    try {
      return Message.newQuery(Record.newRecord(Name.fromString(name), Type.A, DClass.IN)).toWire();
    } catch (TextParseException e) {
      throw new IllegalArgumentException(name, e);
    }
  }
}
