package dev.servicelab.dns.plugins.health;

import dev.servicelab.dns.metrics.Metrics;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Reads the health page once a second and notes how long it took: the first sign that the process
 * has too little time.
 */
public final class SelfProbe {

  private static final int TIMEOUT_MILLIS = 3_000;
  private static final int PERIOD_MILLIS = 1_000;

  private final Supplier<String> url;
  private final Histogram duration;
  private final Counter failures;
  private final CountDownLatch stopped = new CountDownLatch(1);

  /**
   * A probe that has not asked yet.
   *
   * @param url where the page is, asked for each time
   */
  SelfProbe(Supplier<String> url, Metrics metrics) {
    this.url = url;
    this.duration =
        metrics.histogram(
            "coredns_health_request_duration_seconds",
            "Histogram of the time (in seconds) each request took.",
            Metrics.exponential(0.00025, 10, 5));
    this.failures =
        metrics.counter(
            "coredns_health_request_failures_total",
            "The number of times the health check failed.");
  }

  void start() {
    Thread.ofVirtual().name("health").start(this::run);
  }

  void stop() {
    stopped.countDown();
  }

  private void run() {
    try {
      while (!stopped.await(PERIOD_MILLIS, TimeUnit.MILLISECONDS)) {
        probe();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void probe() {
    long begin = System.nanoTime();
    try {
      HttpURLConnection connection =
          (HttpURLConnection) URI.create(local(url.get())).toURL().openConnection();
      connection.setConnectTimeout(TIMEOUT_MILLIS);
      connection.setReadTimeout(TIMEOUT_MILLIS);
      if (connection.getResponseCode() != HttpURLConnection.HTTP_OK) {
        failures.inc();
      }
      connection.getInputStream().close();
    } catch (IOException e) {
      failures.inc();
    }
    duration.observe((System.nanoTime() - begin) / 1e9);
  }

  /** A page at all addresses has no host in its URL. */
  private static String local(String url) {
    return url.replace("//:", "//127.0.0.1:");
  }
}
