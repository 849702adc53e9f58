package dev.servicelab.dns.plugins.reload;

import dev.servicelab.dns.chain.Plugin;
import dev.servicelab.dns.chain.PluginContext;
import dev.servicelab.dns.chain.ServerProcess;
import dev.servicelab.dns.corefile.Directive;
import dev.servicelab.dns.corefile.Values;
import dev.servicelab.dns.fast.FastLane;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * Looks at the Corefile again and again. Whether it changed and is any good, the server decides; a
 * bad one leaves the old one serving.
 */
public final class ReloadPlugin implements Plugin {

  private static final Duration INTERVAL = Duration.ofSeconds(30);
  private static final Duration JITTER = Duration.ofSeconds(15);
  private static final Duration LEAST_INTERVAL = Duration.ofSeconds(2);
  private static final Duration LEAST_JITTER = Duration.ofSeconds(1);

  private final Duration interval;
  private final Duration jitter;
  private final ServerProcess process;
  private final CountDownLatch stopped = new CountDownLatch(1);

  private ReloadPlugin(Duration interval, Duration jitter, ServerProcess process) {
    this.interval = interval;
    this.jitter = jitter;
    this.process = process;
  }

  /** Reads {@code reload [INTERVAL [JITTER]]}. */
  public static Plugin create(Directive directive, PluginContext context) {
    directive.requireArguments(0, 2);
    directive.requireNoOptions();
    Duration interval = duration(directive, 0, INTERVAL, LEAST_INTERVAL);
    Duration jitter = duration(directive, 1, JITTER, LEAST_JITTER);
    Duration half = interval.dividedBy(2);
    // Many servers with the same ConfigMap should not all reload in the same second, nor wait much
    // longer than asked.
    return new ReloadPlugin(
        interval, jitter.compareTo(half) > 0 ? half : jitter, context.process());
  }

  @Override
  public String name() {
    return "reload";
  }

  @Override
  public FastLane fastLane() {
    return FastLane.OPEN;
  }

  @Override
  public void serving() {
    Thread.ofVirtual().name("reload").start(this::poll);
  }

  @Override
  public void stop() {
    stopped.countDown();
  }

  private void poll() {
    try {
      while (!stopped.await(pause(), TimeUnit.MILLISECONDS)) {
        process.reload();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private long pause() {
    return interval.toMillis() + ThreadLocalRandom.current().nextLong(jitter.toMillis() + 1);
  }

  private static Duration duration(Directive directive, int index, Duration usual, Duration least) {
    if (directive.arguments().size() <= index) {
      return usual;
    }
    Duration given = Values.duration(directive, directive.arguments().get(index));
    return given.compareTo(least) < 0 ? least : given;
  }
}
