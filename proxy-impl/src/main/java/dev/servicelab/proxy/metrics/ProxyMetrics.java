package dev.servicelab.proxy.metrics;

import dev.servicelab.proxy.apply.SyncListener;
import dev.servicelab.proxy.net.IpFamily;
import dev.servicelab.proxy.tools.ToolRunner;
import dev.servicelab.state.ClusterSnapshot;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;

/** This proxy's metrics under kube-proxy 1.34's names. Safe for use by several threads. */
public final class ProxyMetrics {
  /** What {@link #text} is in. */
  public static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private final Clock clock;
  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final PrometheusTextFormatWriter writer = PrometheusTextFormatWriter.create();
  private final SyncMetrics syncs;
  private final ProgrammingLatency latency;
  private final RuleGauges rules;
  private final ChangeMetrics changes;
  private final Counter healthz;
  private final Counter livez;

  /**
   * All at zero.
   *
   * @param clock tells the time that latencies are measured with
   */
  public ProxyMetrics(Clock clock) {
    this.clock = clock;
    this.syncs = new SyncMetrics(registry);
    this.latency = new ProgrammingLatency(registry, clock.instant());
    this.rules = new RuleGauges(registry);
    this.changes = new ChangeMetrics(registry);
    this.healthz = answers("kubeproxy_proxy_healthz_total", "/healthz");
    this.livez = answers("kubeproxy_proxy_livez_total", "/livez");
    ProcessMetrics.register(registry);
  }

  /** What one address family's loop tells. */
  public SyncListener of(IpFamily family) {
    return new FamilyMetrics(family, clock, syncs, latency, rules, changes);
  }

  /** Shows the kernel's own counters, too: rules count into them. */
  public void withKernelCounters(ToolRunner runner) {
    KernelCounters.register(registry, runner);
  }

  /** A newer state has arrived. */
  public void received(ClusterSnapshot cluster) {
    changes.received(cluster);
  }

  /** An answer to a load balancer. */
  public void healthz(int status) {
    healthz.labelValues(String.valueOf(status)).inc();
  }

  /** An answer to kubelet. */
  public void livez(int status) {
    livez.labelValues(String.valueOf(status)).inc();
  }

  /** The page of {@code /metrics}, in {@link #CONTENT_TYPE}. */
  public String text() {
    ByteArrayOutputStream page = new ByteArrayOutputStream();
    try {
      writer.write(page, registry.scrape());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return page.toString(StandardCharsets.UTF_8) + rules.totals();
  }

  private Counter answers(String name, String path) {
    return Counter.builder()
        .name(name)
        .help("Answers of " + path + " by HTTP status.")
        .labelNames("code")
        .register(registry);
  }
}
